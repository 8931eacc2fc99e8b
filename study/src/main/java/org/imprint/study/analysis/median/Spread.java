package org.imprint.study.analysis.median;

import java.util.Arrays;

/**
 * Mean and spread of some numbers.
 *
 * <pre>
 *   std = √( Σ (x − mean)² / (n − 1) )      stderr = std / √n
 * </pre>
 *
 * @param n how many numbers
 * @param mean their mean; NaN if n = 0
 * @param std standard deviation; NaN if n &lt; 2
 * @param stderr standard error of the mean; NaN if n &lt; 2
 */
public record Spread(int n, double mean, double std, double stderr) {

    /** Returns mean and spread. */
    public static Spread of(double... values) {
        int n = values.length;
        double mean = Arrays.stream(values).sum() / n;
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double std = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
        return new Spread(n, n == 0 ? Double.NaN : mean, std, std / Math.sqrt(n));
    }

    /** Returns the median, the mean of the two middles if there are two; NaN without numbers. */
    public static double median(double... values) {
        return quantile(values, 0.5);
    }

    /**
     * Returns a quantile by linear interpolation between order statistics, as NumPy does; NaN without numbers.
     *
     * @param q in [0, 1]
     */
    public static double quantile(double[] values, double q) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = q * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        double part = at - below;
        return sorted[below] == sorted[above] ? sorted[below] : sorted[below] * (1 - part) + sorted[above] * part;
    }
}
