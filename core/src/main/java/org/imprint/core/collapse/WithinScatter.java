package org.imprint.core.collapse;

import org.imprint.core.Checks;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Sums Σ_W = (1/C) Σ_c (1/n_c) Σ_i (x_i − μ_c)(x_i − μ_c)ᵀ over a stream of rows, in double.
 *
 * <p>Rows are centred first, so large means cost no precision. They fill tiles of a fixed height; four sums take the tiles in
 * turn and are added in order at the end, so neither block borders nor the number of threads change a bit.
 */
final class WithinScatter {

    private static final int LANES = 4;
    private static final int TILE_ROWS = 256;

    private final ClassMeans means;
    private final Parallel parallel;
    private final DoubleMatrix[] tiles = new DoubleMatrix[LANES];
    private final DoubleMatrix[] sums = new DoubleMatrix[LANES];
    private int filled;
    private long seen;

    private WithinScatter(ClassMeans means, int dim, Parallel parallel) {
        this.means = means;
        this.parallel = parallel;
        for (int lane = 0; lane < LANES; lane++) {
            tiles[lane] = DoubleMatrix.zeros(TILE_ROWS, dim);
            sums[lane] = DoubleMatrix.zeros(dim, dim);
        }
    }

    /** Returns Σ_W, [d, d], both triangles filled. */
    static DoubleMatrix of(RowBlocks blocks, ClassMeans means, Parallel parallel) {
        WithinScatter scatter = new WithinScatter(means, blocks.dim(), parallel);
        blocks.forEach(scatter::add);
        scatter.flush();
        Checks.require(
                scatter.seen == means.rows(),
                "the second reading must give as many rows as the first, " + means.rows(),
                scatter.seen);
        return scatter.total();
    }

    private void add(FloatMatrix x, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != RowBlocks.NO_CLASS) {
                add(x, i, means.indexOf(labels[i]));
            }
        }
    }

    private void add(FloatMatrix x, int i, int c) {
        double[] mean = means.mean(c);
        double scale = Math.sqrt((double) means.size() * means.count(c));
        DoubleMatrix tile = tiles[filled / TILE_ROWS];
        int to = tile.offset(filled % TILE_ROWS);
        int from = x.offset(i);
        for (int j = 0; j < mean.length; j++) {
            tile.data()[to + j] = (x.data()[from + j] - mean[j]) / scale;
        }
        seen++;
        if (++filled == LANES * TILE_ROWS) {
            flush();
        }
    }

    private void flush() {
        parallel.forEach(LANES, lane -> {
            int rows = Math.max(0, Math.min(TILE_ROWS, filled - lane * TILE_ROWS));
            Blas.addGram(tiles[lane].rows(0, rows), sums[lane]);
        });
        filled = 0;
    }

    private DoubleMatrix total() {
        DoubleMatrix total = sums[0];
        for (int lane = 1; lane < LANES; lane++) {
            for (int i = 0; i < total.data().length; i++) {
                total.data()[i] += sums[lane].data()[i];
            }
        }
        mirror(total);
        return total;
    }

    private static void mirror(DoubleMatrix upper) {
        for (int i = 0; i < upper.rows(); i++) {
            for (int j = i + 1; j < upper.cols(); j++) {
                upper.data()[upper.offset(j) + i] = upper.get(i, j);
            }
        }
    }
}
