package org.imprint.core.agg;

import org.imprint.core.Source;

/**
 * The class of the proxy with the largest inner product with the query.
 *
 * <pre>
 *   ŷ(q) = argmax_c max_j ⟨w_cj, q⟩
 * </pre>
 *
 * <p>Equal largest products go to the smallest class index. The score is the product itself, not a probability.
 *
 * <p>Source: H. Qi, M. Brown, D. Lowe, "Low-shot learning with imprinted weights", CVPR 2018.
 */
@Source(paper = Source.IMPRINT + ", AGG max", url = Source.IMPRINT_URL, oracle = "IMPRINT 8f19bcd, src/models/model.py")
public record MaxInnerProduct() implements Aggregation {

    /** Name of the distance that belongs to this aggregation in sweep and result files. */
    public static final String DISTANCE = "inner_product";

    @Override
    public AggregationKind kind() {
        return AggregationKind.MAX;
    }

    @Override
    public String distance() {
        return DISTANCE;
    }

    @Override
    public MeasureShape shape() {
        return MeasureShape.PRODUCT;
    }
}
