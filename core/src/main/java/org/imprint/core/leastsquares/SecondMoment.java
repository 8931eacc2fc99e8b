package org.imprint.core.leastsquares;

import java.util.List;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.Parallel;

/**
 * The sum Σ xxᵀ of rows.
 *
 * <p>Rows pass through one tile of double, and each strip of the sum takes tile after tile, so that memory is O(d²) and results
 * do not depend on threads.
 */
final class SecondMoment {

    private static final int TILE = 512;
    private static final int STRIP = 128;
    private static final int WIDENED = 32;

    private final int d;
    private final Parallel parallel;
    private final DoubleMatrix moment;
    private final DoubleMatrix tile;
    private int filled;

    private SecondMoment(DoubleMatrix moment, int tileRows, Parallel parallel) {
        this.d = moment.cols();
        this.parallel = parallel;
        this.moment = moment;
        this.tile = DoubleMatrix.zeros(tileRows, d);
    }

    /**
     * Adds Σ xxᵀ over the rows of all parts. Time n·d² multiply-adds.
     *
     * @param moment [d, d], upper triangle; written to, what is below the diagonal holds nothing afterwards
     */
    static void add(List<FloatMatrix> parts, DoubleMatrix moment, Parallel parallel) {
        long n = parts.stream().mapToLong(FloatMatrix::rows).sum();
        SecondMoment sums = new SecondMoment(moment, (int) Math.max(1, Math.min(TILE, n)), parallel);
        parts.forEach(sums::add);
        sums.flush();
    }

    /**
     * Returns the Cholesky factor of (1/n) Σ xxᵀ + λI, [d, d], upper triangle. Time d³/3 multiply-adds.
     *
     * @param moment Σ xxᵀ, [d, d], upper triangle; written to
     */
    static DoubleMatrix factor(DoubleMatrix moment, long n, double lambda) {
        for (int i = 0; i < moment.rows(); i++) {
            for (int j = i; j < moment.cols(); j++) {
                moment.data()[moment.offset(i) + j] /= n;
            }
            moment.data()[moment.offset(i) + i] += lambda;
        }
        Lapack.cholesky(moment);
        return moment;
    }

    private void add(FloatMatrix rows) {
        for (int from = 0; from < rows.rows(); ) {
            int taken = Math.min(tile.rows() - filled, rows.rows() - from);
            widen(rows.rows(from, from + taken));
            from += taken;
        }
    }

    private void widen(FloatMatrix rows) {
        int base = filled;
        parallel.forEachTile(rows.rows(), WIDENED, (from, to) -> {
            for (int i = from; i < to; i++) {
                int source = rows.offset(i);
                int target = tile.offset(base + i);
                for (int j = 0; j < d; j++) {
                    tile.data()[target + j] = rows.data()[source + j];
                }
            }
        });
        filled += rows.rows();
        if (filled == tile.rows()) {
            flush();
        }
    }

    /** Adds the tile; strips are independent of each other. */
    private void flush() {
        DoubleMatrix rows = tile.rows(0, filled);
        parallel.forEachTile(d, STRIP, (from, to) -> Blas.addGramStrip(rows, from, to, moment));
        filled = 0;
    }
}
