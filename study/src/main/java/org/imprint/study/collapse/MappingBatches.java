package org.imprint.study.collapse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.imprint.core.collapse.RowBlocks;

/**
 * Groups labellings of the same rows so that the rows with a label in any of a group fit into a bound of memory: a group's rows
 * are read once.
 */
final class MappingBatches {

    private MappingBatches() {}

    /**
     * A group.
     *
     * @param labellings places of its labellings, in order
     * @param rows numbers of the rows that have a label in any
     */
    record Batch(List<Integer> labellings, BitSet rows) {}

    /**
     * Returns the groups in order. A labelling whose rows alone exceed the bound is a group of its own.
     *
     * @param count how many labellings
     * @param labels gives the label of each row under one; asked once for each, so that they need not all be there at once
     * @param mostRows bound of the rows of a group
     */
    static List<Batch> of(int count, IntFunction<int[]> labels, long mostRows) {
        List<Batch> batches = new ArrayList<>();
        Batch open = new Batch(new ArrayList<>(), new BitSet());
        for (int m = 0; m < count; m++) {
            BitSet rows = labelled(labels.apply(m));
            BitSet both = (BitSet) rows.clone();
            both.or(open.rows);
            if (!open.labellings.isEmpty() && both.cardinality() > mostRows) {
                batches.add(open);
                open = new Batch(new ArrayList<>(), new BitSet());
                both = rows;
            }
            open.rows.or(both);
            open.labellings.add(m);
        }
        if (!open.labellings.isEmpty()) {
            batches.add(open);
        }
        return batches;
    }

    private static BitSet labelled(int[] labels) {
        BitSet rows = new BitSet(labels.length);
        for (int i = 0; i < labels.length; i++) {
            rows.set(i, labels[i] != RowBlocks.NO_CLASS);
        }
        return rows;
    }
}
