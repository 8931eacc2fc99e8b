package org.imprint.core.gen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.Run;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;

/**
 * One least-squares problem: takes in rows group by group, keeps their moments only, then solves for one weight row a group.
 *
 * <p>Rows pass through one tile of double, and each strip of the second moment takes tile after tile, so that memory is
 * O(d²) and results do not depend on threads.
 */
final class LeastSquares {

    private static final int TILE = 512;
    private static final int STRIP = 128;

    private final int d;
    private final Run run;
    private final DoubleMatrix moment;
    private final DoubleMatrix tile;
    private final int[] groupOf = new int[TILE];
    private final List<double[]> sums = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Integer> groupsPerPart = new ArrayList<>();
    private int filled;
    private long n;

    LeastSquares(int d, Run run) {
        this.d = d;
        this.run = run;
        this.moment = DoubleMatrix.zeros(d, d);
        this.tile = DoubleMatrix.zeros(TILE, d);
    }

    /**
     * Takes in the rows of one class.
     *
     * @param rows [n, d]
     * @param groups group of each row, in [0, count)
     * @param count groups of this class; one without rows gives a weight row of NaN
     */
    void add(FloatMatrix rows, int[] groups, int count) {
        int first = sums.size();
        for (int g = 0; g < count; g++) {
            sums.add(new double[d]);
            sizes.add(0);
        }
        groupsPerPart.add(count);
        for (int from = 0; from < rows.rows(); ) {
            int taken = Math.min(TILE - filled, rows.rows() - from);
            for (int i = 0; i < taken; i++) {
                int group = first + groups[from + i];
                groupOf[filled + i] = group;
                sizes.set(group, sizes.get(group) + 1);
            }
            widen(rows.rows(from, from + taken));
            from += taken;
        }
        n += rows.rows();
    }

    boolean isEmpty() {
        return n == 0;
    }

    private void widen(FloatMatrix rows) {
        int base = filled;
        run.parallel().forEach((rows.rows() + 31) / 32, part -> {
            for (int i = part * 32; i < Math.min(rows.rows(), part * 32 + 32); i++) {
                int source = rows.offset(i);
                int target = tile.offset(base + i);
                for (int j = 0; j < d; j++) {
                    tile.data()[target + j] = rows.data()[source + j];
                }
            }
        });
        filled += rows.rows();
        if (filled == TILE) {
            flush();
        }
    }

    /** Adds the tile to sums and second moment; strips are independent of each other. */
    private void flush() {
        DoubleMatrix rows = tile.rows(0, filled);
        run.parallel().forEach((d + STRIP - 1) / STRIP, s -> {
            int from = s * STRIP;
            int to = Math.min(d, from + STRIP);
            for (int i = 0; i < rows.rows(); i++) {
                double[] sum = sums.get(groupOf[i]);
                int o = rows.offset(i);
                for (int j = from; j < to; j++) {
                    sum[j] += rows.data()[o + j];
                }
            }
            Blas.addGramStrip(rows, from, to, moment);
        });
        filled = 0;
    }

    /** Returns W = (1/C) Mᵀ (S + λI)⁻¹ with S the second moment, split as the rows came: one matrix for each {@link #add}. */
    List<FloatMatrix> solve(double lambda) {
        flush();
        int groups = sums.size();
        DoubleMatrix weights = DoubleMatrix.zeros(groups, d);
        for (int g = 0; g < groups; g++) {
            for (int j = 0; j < d; j++) {
                weights.data()[weights.offset(g) + j] = sums.get(g)[j] / sizes.get(g) / groups;
            }
        }
        if (notFinite()) {
            Arrays.fill(weights.data(), Double.NaN);
        } else {
            for (int i = 0; i < d; i++) {
                for (int j = i; j < d; j++) {
                    moment.data()[moment.offset(i) + j] /= n;
                }
                moment.data()[moment.offset(i) + i] += lambda;
            }
            Lapack.cholesky(moment);
            Lapack.choleskySolve(moment, weights);
        }
        return split(weights);
    }

    private boolean notFinite() {
        for (int g = 0; g < sums.size(); g++) {
            for (double sum : sums.get(g)) {
                if (!Double.isFinite(sum)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<FloatMatrix> split(DoubleMatrix weights) {
        List<FloatMatrix> parts = new ArrayList<>();
        int from = 0;
        for (int count : groupsPerPart) {
            parts.add(weights.rows(from, from + count).toFloat());
            from += count;
        }
        return parts;
    }
}
