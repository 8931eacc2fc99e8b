package org.imprint.lab.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.MissingAggregation;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.recipe.KnownMethods;

/**
 * AGG as files write it.
 *
 * @param method wire name
 * @param distance wire name of what queries and proxies are compared by
 * @param weighting of votes, uniform where none votes
 * @param m neighbours that vote, {@value #NO_VOTE} where none votes
 */
public record WireAggregation(String method, String distance, Weighting weighting, int m) {

    /** The published m of max. */
    public static final int NO_VOTE = -1;

    /** The distances that files can name, in the order in which people are shown them. */
    private static final List<String> DISTANCES = Stream.concat(
                    Stream.of(MaxInnerProduct.DISTANCE),
                    Arrays.stream(Metric.values()).map(Metric::wireName))
            .toList();

    /** Returns an aggregation as it is written. */
    public static WireAggregation of(Aggregation aggregation) {
        return new WireAggregation(
                aggregation.wireName(),
                aggregation.distance(),
                aggregation.weighting(),
                aggregation.voters().orElse(NO_VOTE));
    }

    /** Returns the distances that files can name, in the order in which people are shown them. */
    public static List<String> distances() {
        return DISTANCES;
    }

    /**
     * Returns the aggregation, one that is missing if none of that name is known.
     *
     * @throws ImprintException for contradictions
     */
    public Aggregation aggregation() {
        if (method.equals(AggregationKind.MAX.wireName())) {
            noVote();
            return byInnerProduct() ? new MaxInnerProduct() : new NearestProxy(Metric.of(distance));
        }
        if (method.equals(AggregationKind.MNN.wireName())) {
            Checks.inRange("mnn.m", m, 1, Integer.MAX_VALUE);
            return byInnerProduct()
                    ? new InnerProductVote(m, weighting)
                    : new NearestVote(m, Metric.of(distance), weighting);
        }
        return KnownMethods.get().aggregation(method).map(this::of).orElseGet(this::missing);
    }

    private Aggregation of(AggregationKind kind) {
        if (kind.usesM()) {
            return kind.of(m);
        }
        noVote();
        return kind.of(1);
    }

    private void noVote() {
        Checks.inRange(method + ".m", m, NO_VOTE, NO_VOTE);
        Checks.require(
                weighting == Weighting.UNIFORM, method + ".weighting must be uniform: one proxy decides", weighting);
    }

    private boolean byInnerProduct() {
        return distance.equals(MaxInnerProduct.DISTANCE);
    }

    private MissingAggregation missing() {
        return new MissingAggregation(
                method, distance, weighting, m == NO_VOTE ? OptionalInt.empty() : OptionalInt.of(m));
    }
}
