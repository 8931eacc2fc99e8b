package org.imprint.core.collapse;

import java.util.function.BiConsumer;
import org.imprint.core.Checks;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.TorchReductions;

/** Labelled embeddings in blocks, in one order that is the same at each reading. */
public interface RowBlocks {

    /** A row of this label belongs to no class and is skipped. */
    int NO_CLASS = -1;

    /** Returns d, the width of all blocks. */
    int dim();

    /**
     * Reads all blocks once, in order.
     *
     * @param each takes a block [b, d] and its b labels, each ≥ 0 or {@link #NO_CLASS}; may not keep or change them
     */
    void forEach(BiConsumer<FloatMatrix, int[]> each);

    /** Returns the rows of one matrix as one block. */
    static RowBlocks of(FloatMatrix x, int[] labels) {
        Checks.require(x.rows() == labels.length, "labels must be as many as rows, " + x.rows(), labels.length);
        return new RowBlocks() {
            @Override
            public int dim() {
                return x.cols();
            }

            @Override
            public void forEach(BiConsumer<FloatMatrix, int[]> each) {
                each.accept(x, labels);
            }
        };
    }

    /** Returns the classes of a task, one block each. */
    static RowBlocks of(Task task) {
        return new RowBlocks() {
            @Override
            public int dim() {
                return task.dim();
            }

            @Override
            public void forEach(BiConsumer<FloatMatrix, int[]> each) {
                for (ClassRows c : task.classes()) {
                    int[] labels = new int[c.size()];
                    java.util.Arrays.fill(labels, c.label());
                    each.accept(c.rows(), labels);
                }
            }
        };
    }

    /**
     * Returns these rows divided by ‖x‖₂ + 1.1920929·10⁻⁷ in float, as the published measurements are made.
     *
     * <p>A zero row stays zero.
     */
    default RowBlocks unitLength() {
        RowBlocks raw = this;
        return new RowBlocks() {
            @Override
            public int dim() {
                return raw.dim();
            }

            @Override
            public void forEach(BiConsumer<FloatMatrix, int[]> each) {
                raw.forEach((x, labels) -> each.accept(scaled(x), labels));
            }
        };
    }

    private static FloatMatrix scaled(FloatMatrix x) {
        float[] norms = TorchReductions.rowNorms(x);
        FloatMatrix y = x.copy();
        for (int i = 0; i < y.rows(); i++) {
            float length = norms[i] + 0x1p-23f;
            for (int j = y.offset(i); j < y.offset(i) + y.cols(); j++) {
                y.data()[j] /= length;
            }
        }
        return y;
    }
}
