package org.imprint.lab.sweep;

import org.imprint.core.Checks;

/**
 * The lower and upper quantile of a Weibull band, 0 ≤ low &lt; high ≤ 1.
 *
 * <p>Each is a {@link Long} if the file has an integer and a {@link Double} otherwise, because published ids tell {@code 0} from
 * {@code 0.0}.
 */
public record QuantileBand(Number low, Number high) {

    /** The band of every row, as the published code writes it: {@code [0, 1.0]}. */
    public static final QuantileBand FULL = new QuantileBand(0L, 1.0);

    /** Checks types and ranges. */
    public QuantileBand {
        requireIntegerOrDouble(low);
        requireIntegerOrDouble(high);
        Checks.inRange("weibull.low", low.doubleValue(), 0.0, 1.0);
        Checks.inRange("weibull.high", high.doubleValue(), 0.0, 1.0);
        Checks.require(
                low.doubleValue() < high.doubleValue(), "weibull.low must be less than weibull.high, " + high, low);
    }

    private static void requireIntegerOrDouble(Number x) {
        Checks.require(
                x instanceof Long || x instanceof Double,
                "a quantile must be a Long or a Double",
                x.getClass().getSimpleName());
    }
}
