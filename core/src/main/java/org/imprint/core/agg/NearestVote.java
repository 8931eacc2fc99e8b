package org.imprint.core.agg;

import java.util.Objects;
import java.util.OptionalInt;
import org.imprint.core.Checks;
import org.imprint.core.Source;

/**
 * A vote among the m proxies nearest to the query (m-NN).
 *
 * <pre>
 *   ŷ(q) = argmax_c Σ_{j ∈ N_m(q), class(j) = c} v(d(q, w_j))
 *   v(d) = 1                   uniform
 *   v(d) = 1 / (d + 10⁻¹⁰)     inverse distance
 * </pre>
 *
 * <p>A head of fewer than m proxies lets all of them vote. Equal votes go to the tied class with the nearest proxy; the
 * published code gives them to the smallest class index, and reference semantics do too. With m = 1 both
 * weightings answer alike, and a metric's maximal similarity is this vote.
 *
 * @param m number of neighbours, ≥ 1
 * @param metric which proxies are near
 * @param weighting what a neighbour's vote counts
 */
@Source(
        paper = Source.IMPRINT + ", AGG m-nearest-neighbour",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/models/model.py with scikit-learn 1.5.2 NearestNeighbors")
public record NearestVote(int m, Metric metric, Weighting weighting) implements Aggregation {

    /** Largest number of neighbours that sweep files of ours can ask for. */
    public static final int MAX_M = 10_000;

    /** Creates the vote, or tells which component is out of range. */
    public NearestVote {
        Checks.inRange("vote.m", m, 1, Integer.MAX_VALUE);
        Objects.requireNonNull(metric, "vote.metric");
        Objects.requireNonNull(weighting, "vote.weighting");
    }

    /** Returns the vote of the nearest proxy alone: "max" with a distance in the published code. */
    public static NearestVote nearest(Metric metric) {
        return new NearestVote(1, metric, Weighting.UNIFORM);
    }

    @Override
    public AggregationKind kind() {
        return AggregationKind.MNN;
    }

    @Override
    public String distance() {
        return metric.wireName();
    }

    @Override
    public MeasureShape shape() {
        return metric.shape();
    }

    @Override
    public OptionalInt voters() {
        return OptionalInt.of(m);
    }
}
