package org.imprint.core.agg;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;

/**
 * An aggregation that gives every class a score by looking at all proxies; the class of the largest score is the answer, the first
 * of equals. Open to own ones.
 *
 * <p>Time and memory are its own: it sees tiles of queries, at most 256 rows at a time, on several threads at once.
 */
public non-sealed interface ScoringAggregation extends Aggregation {

    /** {@link #distance} of an aggregation that has a measure of its own. */
    String OWN_MEASURE = "none";

    @Override
    default String distance() {
        return OWN_MEASURE;
    }

    @Override
    default MeasureShape shape() {
        return MeasureShape.PRODUCT;
    }

    /**
     * Returns the score of every class for each query, [n, C]; larger is better, NaN is not allowed.
     *
     * @param queries [n, d] after NORMinf, finite; not written to
     * @param proxies one matrix [k_c, d] per class after NORMpost, finite; not written to
     */
    FloatMatrix classScores(FloatMatrix queries, List<FloatMatrix> proxies, Semantics semantics);
}
