package org.imprint.core.agg;

import java.util.OptionalInt;

/**
 * An aggregation of which the name is known but not the code: results of it can be read, stored, filtered and shown, nothing can be
 * computed.
 *
 * @param wireName its name
 * @param distance as written
 * @param weighting as written
 * @param voters m as written, empty for none
 */
public record MissingAggregation(String wireName, String distance, Weighting weighting, OptionalInt voters)
        implements Aggregation {

    @Override
    public AggregationKind kind() {
        return AggregationKind.withoutM(wireName, wireName, () -> this);
    }

    @Override
    public MeasureShape shape() {
        return MeasureShape.PRODUCT;
    }
}
