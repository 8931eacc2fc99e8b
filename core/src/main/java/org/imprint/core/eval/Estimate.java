package org.imprint.core.eval;

import java.util.Arrays;

/**
 * A figure of a sample, and where that of all samples to come lies with 95 % confidence.
 *
 * @param value the figure; NaN where the sample says nothing
 * @param low lower end of the interval
 * @param high upper end; a percentile interval of few samples need not hold {@code value}
 */
public record Estimate(double value, double low, double high) {

    /** What nothing is known of. */
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /** z of 95 % intervals: the 0.975 quantile of the standard normal. */
    public static final double Z_95 = 1.959963984540054;

    /**
     * Returns the mean with its normal interval: x̄ ± z s/√n, z = 1.96…, s the deviation with n − 1. Of one value the interval is NaN, of none the
     * mean too.
     *
     * @param values independent draws, finite
     */
    public static Estimate ofMean(double[] values) {
        int n = values.length;
        double mean = Arrays.stream(values).sum() / n;
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double half = n < 2 ? Double.NaN : Z_95 * Math.sqrt(squares / (n - 1) / n);
        return new Estimate(mean, mean - half, mean + half);
    }

    /** Returns the estimate with its interval cut to what the figure can be. */
    public Estimate within(double least, double most) {
        return new Estimate(value, Math.max(least, low), Math.min(most, high));
    }
}
