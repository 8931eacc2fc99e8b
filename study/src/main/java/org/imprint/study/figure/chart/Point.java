package org.imprint.study.figure.chart;

import java.util.Arrays;
import org.imprint.core.Checks;

/**
 * A point of a series, perhaps with an interval.
 *
 * @param x position; in the unit of the axis
 * @param y value; NaN for a missing one, at which the line is broken
 * @param low lower end of the interval, or NaN
 * @param high upper end of the interval, or NaN
 */
public record Point(double x, double y, double low, double high) {

    /** Standard errors in half a 95 % interval of a normal distribution. */
    private static final double NORMAL_95 = 1.96;

    /** Checks that x is finite and that the interval is in order. */
    public Point {
        Checks.require(Double.isFinite(x), "x of a point must be finite", x);
        Checks.require(!Double.isInfinite(y), "y of a point must be finite or NaN", y);
        Checks.require(
                Double.isNaN(low) == Double.isNaN(high), "an interval must have both ends", low + " and " + high);
        Checks.require(!(low > high), "an interval must not end before it begins", low + " and " + high);
    }

    /** Returns a point without an interval. */
    public static Point of(double x, double y) {
        return new Point(x, y, Double.NaN, Double.NaN);
    }

    /**
     * Returns the mean of {@code values} with mean ± 1.96 standard errors; no interval for one value, NaN for none.
     *
     * <p>The standard error is s/√n with n − 1 in the denominator of s². NaN among the values counts as missing.
     */
    public static Point aroundMean(double x, double... values) {
        double[] there = sorted(values);
        return around(x, mean(there), there);
    }

    /** Returns the median of {@code values} with median ± 1.96 standard errors of the mean; as {@link #aroundMean}. */
    public static Point aroundMedian(double x, double... values) {
        double[] there = sorted(values);
        return around(x, quantile(there, 0.5), there);
    }

    /** Returns whether y is a number. */
    public boolean isThere() {
        return !Double.isNaN(y);
    }

    /** Returns whether there is an interval. */
    public boolean hasInterval() {
        return isThere() && !Double.isNaN(low);
    }

    /** Returns the {@code q}-quantile by linear interpolation (NumPy's default); NaN for no values. */
    static double quantile(double[] sorted, double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = q * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Returns the values that are numbers, rising. */
    static double[] sorted(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static Point around(double x, double centre, double[] values) {
        if (values.length < 2) {
            return of(x, centre);
        }
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double half = NORMAL_95 * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Point(x, centre, centre - half, centre + half);
    }
}
