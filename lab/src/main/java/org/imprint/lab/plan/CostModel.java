package org.imprint.lab.plan;

import org.imprint.core.Checks;

/**
 * How fast a machine works, one worker of it.
 *
 * @param floatFlops float operations a second in matrix products
 * @param doubleFlops double operations a second in matrix products
 * @param coordinates coordinates a second compared one by one
 * @param pass fixed seconds of a scoring pass
 */
public record CostModel(double floatFlops, double doubleFlops, double coordinates, double pass) {

    /** A machine like any other; shards divide work by it, so that they agree on every machine. */
    public static final CostModel NOMINAL = new CostModel(80e9, 35e9, 5e9, 1e-3);

    /** Checks that rates are positive. */
    public CostModel {
        Checks.positive("float operations a second", floatFlops);
        Checks.positive("double operations a second", doubleFlops);
        Checks.positive("coordinates a second", coordinates);
    }

    /** Returns the seconds one worker needs for some work; 0 if it is not {@linkplain Work#isSized sized}. */
    public double seconds(Work work) {
        if (!work.isSized()) {
            return 0;
        }
        return work.floatFlops() / floatFlops
                + work.doubleFlops() / doubleFlops
                + work.coordinates() / coordinates
                + pass * (work.passes() + work.generations());
    }
}
