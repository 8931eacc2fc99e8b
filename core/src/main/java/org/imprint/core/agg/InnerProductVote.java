package org.imprint.core.agg;

import java.util.OptionalInt;
import org.imprint.core.Checks;
import org.imprint.core.Source;

/**
 * What the published code answers when it is handed m-NN with the inner product, which is no distance: the vote by cosine.
 *
 * <p>No sweep file gives it; results of the published code can have it.
 *
 * @param m number of neighbours, ≥ 1
 * @param weighting what a neighbour's vote counts
 */
@Source(
        paper = Source.IMPRINT + ", AGG m-nearest-neighbour",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/models/model.py")
public record InnerProductVote(int m, Weighting weighting) implements Aggregation {

    /** Checks the number. */
    public InnerProductVote {
        Checks.inRange("vote.m", m, 1, Integer.MAX_VALUE);
    }

    /** Returns the vote that gives the same answers. */
    public NearestVote asVote() {
        return new NearestVote(m, Metric.COSINE, weighting);
    }

    @Override
    public AggregationKind kind() {
        return AggregationKind.MNN;
    }

    @Override
    public String distance() {
        return MaxInnerProduct.DISTANCE;
    }

    @Override
    public MeasureShape shape() {
        return MeasureShape.PRODUCT;
    }

    @Override
    public OptionalInt voters() {
        return OptionalInt.of(m);
    }
}
