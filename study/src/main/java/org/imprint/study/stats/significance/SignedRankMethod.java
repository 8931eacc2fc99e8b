package org.imprint.study.stats.significance;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** Which distribution gives the p-value of a signed-rank test. */
public enum SignedRankMethod implements Named {
    /**
     * SciPy 1.14.1's choice: the exact distribution of ranks 1 … n for n ≤ 50 without zero differences, ties or not;
     * otherwise the normal approximation. The default.
     */
    AUTO("auto"),
    /** The exact distribution given the ties and zeros at hand: all 2^(n−z) choices of signs. For n up to 200. */
    EXACT("exact"),
    /** The normal approximation, corrected for ties and zeros, without continuity correction. */
    ASYMPTOTIC("asymptotic");

    private final String wireName;

    SignedRankMethod(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static SignedRankMethod of(String wireName) {
        return Named.find("signed_rank", SignedRankMethod.class, wireName);
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
