package org.imprint.core.agg;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How far a query q is from a proxy w, both [d]; smaller is nearer. */
public enum Metric {
    /** 1 − ⟨q, w⟩ / (‖q‖ ‖w‖), in [0, 2]; 1 if either is zero. */
    COSINE("cosine"),
    /** ‖q − w‖₂. */
    EUCLIDEAN("euclidean"),
    /** Σⱼ |qⱼ − wⱼ|. */
    MANHATTAN("manhattan"),
    /** maxⱼ |qⱼ − wⱼ|. */
    CHEBYSHEV("chebyshev"),
    /** √((q − w)ᵀ Σ⁻¹ (q − w)); which Σ depends on the semantics, see {@code org.imprint.core.head.Whitening}. */
    MAHALANOBIS("mahalanobis");

    private final String wireName;

    Metric(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name used in files and on the command line. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the metric of that name.
     *
     * @throws IllegalArgumentException naming the legal names and the one given
     */
    public static Metric ofWireName(String name) {
        for (Metric metric : values()) {
            if (metric.wireName.equals(name)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("metric must be one of "
                + Arrays.stream(values()).map(Metric::wireName).collect(Collectors.joining(", ")) + ", was " + name);
    }
}
