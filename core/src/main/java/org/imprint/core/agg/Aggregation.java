package org.imprint.core.agg;

import java.util.OptionalInt;
import org.imprint.core.Named;

/**
 * How the proxies near a query decide its class: the AGG step.
 *
 * <p>Sealed, because the search for neighbours is made for the kinds it knows. {@link ScoringAggregation} is open: a record that
 * implements it is an aggregation like ours.
 */
public sealed interface Aggregation extends Named
        permits MaxInnerProduct, NearestProxy, NearestVote, InnerProductVote, ScoringAggregation, MissingAggregation {

    /** Returns what holds of this aggregation whatever its parameters; a constant. */
    AggregationKind kind();

    /** Returns the name of the kind in sweep and result files, such as {@code max} or {@code mnn}. */
    @Override
    default String wireName() {
        return kind().wireName();
    }

    /** Returns the name in files of what queries and proxies are compared by: that of a {@link Metric}, or another. */
    String distance();

    /** Returns how queries and proxies are compared; plans estimate cost by it. */
    MeasureShape shape();

    /** Returns what a neighbour's vote counts; uniform where none votes. */
    default Weighting weighting() {
        return Weighting.UNIFORM;
    }

    /** Returns m, the number of neighbours that vote; empty where none votes. */
    default OptionalInt voters() {
        return OptionalInt.empty();
    }
}
