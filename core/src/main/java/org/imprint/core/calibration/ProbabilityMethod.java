package org.imprint.core.calibration;

import org.imprint.core.Named;

/** How class scores become probabilities; none changes the answer. See {@link TopLabelMap}. */
public enum ProbabilityMethod implements Named {
    /** Softmax of scores over one {@link Temperature}. */
    TEMPERATURE("temperature", 0),
    /** The probability that the answer is right by {@link IsotonicRegression}, the rest shared among the others. */
    ISOTONIC("isotonic", 2000),
    /** As isotonic, by {@link VennAbers}. */
    VENN_ABERS("venn-abers", 500);

    private final String wireName;
    private final int leastRows;

    ProbabilityMethod(String wireName, int leastRows) {
        this.wireName = wireName;
        this.leastRows = leastRows;
    }

    /** Returns of how few rows left out it can be found; of fewer a temperature is nearer to the truth. */
    public int leastRows() {
        return leastRows;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
