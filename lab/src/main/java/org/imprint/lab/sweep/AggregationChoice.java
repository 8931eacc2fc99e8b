package org.imprint.lab.sweep;

import org.imprint.core.Checks;
import org.imprint.core.agg.Weighting;

/**
 * AGG with its parameters.
 *
 * @param method max or m-NN
 * @param distance no file gives the inner product to m-NN, which cannot vote by it; the published code, when handed it directly, uses
 *     cosine
 * @param weighting uniform for max
 * @param m neighbours that vote, ≥ 1; {@value #NO_VOTE} for max
 */
public record AggregationChoice(AggregationMethod method, Distance distance, Weighting weighting, int m) {

    /** The published m of max. */
    public static final int NO_VOTE = -1;

    /** Refuses contradictions. */
    public AggregationChoice {
        if (method == AggregationMethod.MAX) {
            Checks.inRange("max.m", m, NO_VOTE, NO_VOTE);
            Checks.require(
                    weighting == Weighting.UNIFORM, "max.weighting must be uniform: one proxy decides", weighting);
        } else {
            Checks.inRange("mnn.m", m, 1, Integer.MAX_VALUE);
        }
    }

    /** Returns max with a distance. */
    public static AggregationChoice max(Distance distance) {
        return new AggregationChoice(AggregationMethod.MAX, distance, Weighting.UNIFORM, NO_VOTE);
    }
}
