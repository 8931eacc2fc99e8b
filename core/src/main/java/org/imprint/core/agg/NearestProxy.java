package org.imprint.core.agg;

import org.imprint.core.Source;

/**
 * The class of the proxy nearest to the query: the published code's {@code max} by a distance.
 *
 * <pre>
 *   ŷ(q) = argmin_c min_j d(q, w_cj)
 * </pre>
 *
 * <p>It answers as {@link NearestVote} with m = 1 does, and is carried out so; files tell the two apart.
 *
 * @param metric d
 */
@Source(paper = Source.IMPRINT + ", AGG max", url = Source.IMPRINT_URL, oracle = "IMPRINT 8f19bcd, src/models/model.py")
public record NearestProxy(Metric metric) implements Aggregation {

    @Override
    public AggregationKind kind() {
        return AggregationKind.MAX;
    }

    @Override
    public String distance() {
        return metric.wireName();
    }

    @Override
    public MeasureShape shape() {
        return metric.shape();
    }

    /** Returns the vote that gives the same answers. */
    public NearestVote asVote() {
        return NearestVote.nearest(metric);
    }
}
