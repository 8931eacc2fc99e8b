package org.imprint.study.collapse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.imprint.core.collapse.RowBlocks;
import org.imprint.core.matrix.FloatMatrix;

/** Rows that were read once and stay in memory, to be given out under one labelling after the other. */
final class KeptRows {

    private final int dim;
    private final List<FloatMatrix> blocks = new ArrayList<>();
    /** Of each block, which rows of all it holds. */
    private final List<int[]> numbers = new ArrayList<>();

    private KeptRows(int dim) {
        this.dim = dim;
    }

    /**
     * Reads rows.
     *
     * @param numbered rows whose label is their number; others are not kept
     */
    static KeptRows of(RowBlocks numbered) {
        KeptRows kept = new KeptRows(numbered.dim());
        numbered.forEach(kept::keep);
        return kept;
    }

    private void keep(FloatMatrix x, int[] labels) {
        int[] wanted = IntStream.range(0, labels.length)
                .filter(i -> labels[i] != RowBlocks.NO_CLASS)
                .toArray();
        FloatMatrix block = FloatMatrix.zeros(wanted.length, dim);
        int[] rows = new int[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(x.data(), x.offset(wanted[i]), block.data(), block.offset(i), dim);
            rows[i] = labels[wanted[i]];
        }
        blocks.add(block);
        numbers.add(rows);
    }

    /**
     * Returns the rows under given labels.
     *
     * @param labels of each row of all, by number
     */
    RowBlocks under(int[] labels) {
        return new RowBlocks() {
            @Override
            public int dim() {
                return dim;
            }

            @Override
            public void forEach(BiConsumer<FloatMatrix, int[]> each) {
                for (int b = 0; b < blocks.size(); b++) {
                    int[] rows = numbers.get(b);
                    int[] some = new int[rows.length];
                    for (int i = 0; i < rows.length; i++) {
                        some[i] = labels[rows[i]];
                    }
                    each.accept(blocks.get(b), some);
                }
            }
        };
    }
}
