package org.imprint.core.agg;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** How far a query q is from a proxy w, both [d]; smaller is nearer. */
public enum Metric implements Named {
    /** 1 − ⟨q, w⟩ / (‖q‖ ‖w‖), in [0, 2]; 1 if either is zero. */
    COSINE("cosine", MeasureShape.PRODUCT),
    /** ‖q − w‖₂. */
    EUCLIDEAN("euclidean", MeasureShape.PRODUCT),
    /** Σⱼ |qⱼ − wⱼ|. */
    MANHATTAN("manhattan", MeasureShape.LANES),
    /** maxⱼ |qⱼ − wⱼ|. */
    CHEBYSHEV("chebyshev", MeasureShape.LANES),
    /** √((q − w)ᵀ Σ⁻¹ (q − w)); which Σ depends on the semantics, see {@code org.imprint.core.search.Whitening}. */
    MAHALANOBIS("mahalanobis", MeasureShape.NEEDS_ROWS);

    private final String wireName;
    private final MeasureShape shape;

    Metric(String wireName, MeasureShape shape) {
        this.wireName = wireName;
        this.shape = shape;
    }

    /** Returns how queries and proxies are compared. */
    public MeasureShape shape() {
        return shape;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the metric of that name.
     *
     * @throws ImprintException naming the legal names and the one given
     */
    public static Metric of(String wireName) {
        return Named.find("metric", Metric.class, wireName);
    }
}
