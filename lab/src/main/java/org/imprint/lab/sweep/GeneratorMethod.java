package org.imprint.lab.sweep;

import org.imprint.core.Named;

/** How proxies are made, by its published name. */
public enum GeneratorMethod implements Named {
    /** Centres of k-means. */
    KMEANS("kmeans", "k-means", true),
    /** Medoids. */
    KMEDOIDS("kmedoids", "k-medoids", true),
    /** The mean of the class. */
    MEAN("mean", "mean", false),
    /** Least squares. */
    LS("ls", "least squares", false),
    /** Least squares over k-means clusters. */
    KLS("kls", "k-least-squares", true),
    /** Rows of largest covariance. */
    COV_MAX("cov_max", "k-cov-max", true),
    /** Rows drawn at random. */
    RANDOM("random", "k-random", true),
    /** Farthest-point sampling. */
    FPS("fps", "k-fps", true),
    /** Every row. */
    ALL("all", "all", false),
    /** Random proxies that know nothing of the class. */
    NONE("none", "no data", true),
    /**
     * What a published file without {@code proxy_methods} asks for. No such method exists: such combinations have ids but cannot
     * be run.
     */
    LMEANS("lmeans", "lmeans", true);

    private final String wireName;
    private final String title;
    private final boolean usesK;

    GeneratorMethod(String wireName, String title, boolean usesK) {
        this.wireName = wireName;
        this.title = title;
        this.usesK = usesK;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the name wherever people read: tables, figures, pages. Files and queries have {@link #wireName}. */
    public String title() {
        return title;
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
