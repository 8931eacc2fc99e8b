package org.imprint.classifier.doctor;

import java.util.Arrays;

/**
 * Middle and spread of values of which up to half may be anywhere.
 *
 * @param median mean of the two middle ones where their number is even
 * @param deviation 1.4826 times the median of the distances to the median, MAD: the standard deviation where values are normal; 0 where half
 *     of them are equal
 */
public record RobustScale(double median, double deviation) {

    private static final double NORMAL = 1.4826;

    /** Returns that of some values. @param values finite, at least one */
    public static RobustScale of(double[] values) {
        double median = median(values);
        double mad = median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
        return new RobustScale(median, NORMAL * mad);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
