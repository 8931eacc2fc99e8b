package org.imprint.lab.sweep.key;

import org.imprint.lab.sweep.Combination;

/** The seed. */
public enum SeedKey implements CombinationKey {
    /** The seed of a run. */
    SEED;

    private static final KeyValues VALUES = new KeyValues.WholeNumber(0, Combination.MAX_SEED, "");

    @Override
    public String wireName() {
        return "seed";
    }

    /** Returns the text of a seed. */
    public String of(long seed) {
        return Long.toString(seed);
    }

    @Override
    public String canonical(String written) {
        return VALUES.require(this, written);
    }
}
