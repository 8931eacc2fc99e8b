package org.imprint.core.eval;

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
}
