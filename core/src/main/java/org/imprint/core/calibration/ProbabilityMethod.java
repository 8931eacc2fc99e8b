package org.imprint.core.calibration;

import org.imprint.core.Named;

/** How class scores become probabilities; none changes the answer. */
public enum ProbabilityMethod implements Named {
    /** Softmax of scores over one {@link Temperature}. */
    TEMPERATURE("temperature"),
    /** The probability that the answer is right by {@link IsotonicRegression}, the rest shared among the others. */
    ISOTONIC("isotonic"),
    /** As isotonic, by {@link VennAbers}. */
    VENN_ABERS("venn-abers");

    private final String wireName;

    ProbabilityMethod(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
