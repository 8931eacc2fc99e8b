package org.imprint.core.unknown;

import java.util.Arrays;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;

/**
 * The largest cosines of each row with the others, at most m of each class and 2 m in all: without one class at least m are left.
 *
 * <p>Exact but for rounding of float products. Time O(n²·d), memory O(n·m) beside a copy of the rows.
 */
final class LeftOutNeighbours implements LeftOutScores {

    private static final int TILE = 128;

    private final int m;
    private final float[][] cosines;
    private final int[][] classes;

    private LeftOutNeighbours(int n, int m) {
        this.m = m;
        this.cosines = new float[n][];
        this.classes = new int[n][];
    }

    static LeftOutNeighbours of(Task task, int m, Parallel parallel) {
        FloatMatrix rows = new L2Norm()
                .ofRows(FloatMatrix.concat(
                        task.classes().stream().map(ClassRows::rows).toList()));
        int[] starts = new int[task.size() + 1];
        for (int c = 0; c < task.size(); c++) {
            starts[c + 1] = starts[c] + task.get(c).size();
        }
        LeftOutNeighbours found = new LeftOutNeighbours(rows.rows(), m);
        parallel.forEachTile(rows.rows(), TILE, (from, to) -> {
            FloatMatrix products = FloatMatrix.zeros(to - from, rows.rows());
            Blas.timesTransposed(rows.rows(from, to), rows, products);
            for (int i = from; i < to; i++) {
                found.take(i, products.row(i - from), starts);
            }
        });
        return found;
    }

    /** Keeps the largest products of row i, which are cosines but for rounding: at most 1. */
    private void take(int i, float[] products, int[] starts) {
        Largest all = new Largest(2 * m);
        for (int c = 0; c + 1 < starts.length; c++) {
            Largest own = new Largest(m);
            for (int j = starts[c]; j < starts[c + 1]; j++) {
                if (j != i) {
                    own.add(Math.min(1, products[j]), c);
                }
            }
            for (int j = 0; j < own.size; j++) {
                all.add(own.values[j], c);
            }
        }
        cosines[i] = Arrays.copyOf(all.values, all.size);
        classes[i] = Arrays.copyOf(all.classes, all.size);
    }

    @Override
    public float score(int i) {
        return without(-1, i);
    }

    @Override
    public float without(int c, int i) {
        float last = Float.NEGATIVE_INFINITY;
        int seen = 0;
        for (int j = 0; j < cosines[i].length && seen < m; j++) {
            if (classes[i][j] != c) {
                last = cosines[i][j];
                seen++;
            }
        }
        return last;
    }

    /** The largest values that were added, in falling order. */
    private static final class Largest {
        private final float[] values;
        private final int[] classes;
        private int size;

        Largest(int room) {
            values = new float[room];
            classes = new int[room];
        }

        void add(float value, int c) {
            if (size == values.length && value <= values[size - 1]) {
                return;
            }
            int at = size < values.length ? size++ : size - 1;
            while (at > 0 && values[at - 1] < value) {
                values[at] = values[at - 1];
                classes[at] = classes[at - 1];
                at--;
            }
            values[at] = value;
            classes[at] = c;
        }
    }
}
