package org.imprint.lab.sweep;

import java.util.Optional;
import org.imprint.core.Named;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;

/** How a query is compared with a proxy: a {@link Metric}, or the inner product, which is none. */
public enum Distance implements Named {
    /** ⟨q, w⟩, for max only. */
    INNER_PRODUCT(null),
    /** See {@link Metric#COSINE}. */
    COSINE(Metric.COSINE),
    /** See {@link Metric#EUCLIDEAN}. */
    EUCLIDEAN(Metric.EUCLIDEAN),
    /** See {@link Metric#MANHATTAN}. */
    MANHATTAN(Metric.MANHATTAN),
    /** See {@link Metric#CHEBYSHEV}. */
    CHEBYSHEV(Metric.CHEBYSHEV),
    /** See {@link Metric#MAHALANOBIS}. */
    MAHALANOBIS(Metric.MAHALANOBIS);

    private final Metric metric;

    Distance(Metric metric) {
        this.metric = metric;
    }

    /** Returns the metric; empty for the inner product. */
    public Optional<Metric> metric() {
        return Optional.ofNullable(metric);
    }

    @Override
    public String wireName() {
        return metric == null ? MaxInnerProduct.DISTANCE : metric.wireName();
    }
}
