package org.imprint.lab.plan;

import java.util.List;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Method;

/**
 * A run that is done, and those that must give the same answers.
 *
 * @param combination the first of them in the sweep
 * @param form what is carried out
 * @param folded the others
 */
public record DistinctRun(Combination combination, Method form, List<FoldedRun> folded) {

    /** Copies the list. */
    public DistinctRun {
        folded = List.copyOf(folded);
    }

    /** Returns how many combinations of the sweep it stands for. */
    public int size() {
        return 1 + folded.size();
    }
}
