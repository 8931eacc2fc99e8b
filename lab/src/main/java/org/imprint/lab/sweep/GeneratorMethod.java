package org.imprint.lab.sweep;

import org.imprint.core.Named;

/** How proxies are made, by its published name. */
public enum GeneratorMethod implements Named {
    /** Centres of k-means. */
    KMEANS("kmeans", true),
    /** Medoids. */
    KMEDOIDS("kmedoids", true),
    /** The mean of the class. */
    MEAN("mean", false),
    /** Least squares. */
    LS("ls", false),
    /** Least squares over k-means clusters. */
    KLS("kls", true),
    /** Rows of largest covariance. */
    COV_MAX("cov_max", true),
    /** Rows drawn at random. */
    RANDOM("random", true),
    /** Farthest-point sampling. */
    FPS("fps", true),
    /** Every row. */
    ALL("all", false),
    /** Random proxies that know nothing of the class. */
    NONE("none", true),
    /**
     * What a published file without {@code proxy_methods} asks for. No such method exists: such combinations have ids but cannot
     * be run.
     */
    LMEANS("lmeans", true);

    private final String wireName;
    private final boolean usesK;

    GeneratorMethod(String wireName, boolean usesK) {
        this.wireName = wireName;
        this.usesK = usesK;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns whether k is chosen freely. */
    public boolean usesK() {
        return usesK;
    }

    /** Returns whether there is such a method at all. */
    public boolean exists() {
        return this != LMEANS;
    }

    /** Returns whether a ridge λ is needed. */
    public boolean usesLambda() {
        return this == LS || this == KLS;
    }
}
