package org.imprint.core.leastsquares;

import java.util.List;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;

/**
 * The second moment (1/n) Σ xxᵀ of rows.
 *
 * <p>Rows pass through one tile of double, and each strip of the moment takes tile after tile, so that memory is O(d²) and results
 * do not depend on threads.
 */
final class SecondMoment {

    private static final int TILE = 512;
    private static final int STRIP = 128;
    private static final int WIDENED = 32;

    private final int d;
    private final Run run;
    private final DoubleMatrix moment;
    private final DoubleMatrix tile;
    private int filled;
    private long n;

    private SecondMoment(int d, Run run) {
        this.d = d;
        this.run = run;
        this.moment = DoubleMatrix.zeros(d, d);
        this.tile = DoubleMatrix.zeros(TILE, d);
    }

    /** Returns the Cholesky factor of the moment plus λI, [d, d], upper triangle. Time n·d² + d³/3 multiply-adds. */
    static DoubleMatrix factor(List<ClassRows> classes, double lambda, Run run) {
        SecondMoment sums = new SecondMoment(classes.get(0).rows().cols(), run);
        classes.forEach(c -> sums.add(c.rows()));
        sums.flush();
        DoubleMatrix moment = sums.moment;
        for (int i = 0; i < sums.d; i++) {
            for (int j = i; j < sums.d; j++) {
                moment.data()[moment.offset(i) + j] /= sums.n;
            }
            moment.data()[moment.offset(i) + i] += lambda;
        }
        Lapack.cholesky(moment);
        return moment;
    }

    private void add(FloatMatrix rows) {
        for (int from = 0; from < rows.rows(); ) {
            int taken = Math.min(TILE - filled, rows.rows() - from);
            widen(rows.rows(from, from + taken));
            from += taken;
        }
        n += rows.rows();
    }

    private void widen(FloatMatrix rows) {
        int base = filled;
        run.parallel().forEachTile(rows.rows(), WIDENED, (from, to) -> {
            for (int i = from; i < to; i++) {
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

    /** Adds the tile; strips are independent of each other. */
    private void flush() {
        DoubleMatrix rows = tile.rows(0, filled);
        run.parallel().forEachTile(d, STRIP, (from, to) -> Blas.addGramStrip(rows, from, to, moment));
        filled = 0;
    }
}
