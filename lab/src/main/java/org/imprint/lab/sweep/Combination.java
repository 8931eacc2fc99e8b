package org.imprint.lab.sweep;

import org.imprint.core.Checks;

/**
 * One point of a sweep: which data, which method, which seed.
 *
 * @param data backbone, data sets, labels and classes
 * @param method NORM, presampling, GEN and AGG
 * @param seed in [0, 2³²), the range of NumPy's seeds
 */
public record Combination(DataChoice data, Method method, long seed) {

    /** Largest seed. */
    public static final long MAX_SEED = (1L << 32) - 1;

    /** Checks the seed. */
    public Combination {
        Checks.require(seed >= 0 && seed <= MAX_SEED, "seed must be in [0, " + MAX_SEED + "]", seed);
    }

    /** Returns the id under which the published code files the result of this combination. */
    public PublishedId publishedId() {
        return PublishedId.of(PublishedJson.of(this));
    }

    /** Returns the published id of all combinations that differ from this one by the seed alone. */
    public PublishedId seedIndependentId() {
        return PublishedId.of(PublishedJson.withoutSeed(this));
    }
}
