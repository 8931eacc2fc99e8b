package org.imprint.lab.sweep.label;

import java.util.List;
import org.imprint.core.Checks;

/**
 * The classes of a task, in the order in which they are imprinted.
 *
 * @param name the name in files
 * @param splits labels (after remapping) of each split; more than one split is a continual task, whose splits come one after the
 *     other
 */
public record TaskSplits(String name, List<List<Integer>> splits) {

    /** Copies the lists. */
    public TaskSplits {
        splits = splits.stream().map(List::copyOf).toList();
        Checks.require(
                !splits.isEmpty() && splits.stream().noneMatch(List::isEmpty),
                "task " + name + " needs at least one split of at least one class",
                splits);
    }

    /** Returns whether classes come in several steps. */
    public boolean isContinual() {
        return splits.size() > 1;
    }
}
