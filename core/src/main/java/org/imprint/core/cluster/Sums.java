package org.imprint.core.cluster;

import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.Parallel;

/** Sums whose order is fixed. */
final class Sums {

    private Sums() {}

    /** Returns the sum from first to last. */
    static double plain(double[] a) {
        double sum = 0;
        for (double v : a) {
            sum += v;
        }
        return sum;
    }

    /** Returns the sum from first to last, in double. */
    static double plain(float[] a) {
        double sum = 0;
        for (float v : a) {
            sum += v;
        }
        return sum;
    }

    /** Returns ‖xᵢ‖² of each row. */
    static double[] squaredNorms(DoubleMatrix x, Parallel parallel) {
        double[] norms = new double[x.rows()];
        parallel.forEachTile(x.rows(), Space.TILE, (from, to) -> {
            for (int i = from; i < to; i++) {
                norms[i] = squaredNorm(x.data(), x.offset(i), x.cols());
            }
        });
        return norms;
    }

    /** Returns the sum of d squares from {@code offset}, in four running sums. */
    static double squaredNorm(double[] x, int offset, int d) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int whole = offset + d / 4 * 4;
        for (int c = offset; c < whole; c += 4) {
            s0 += x[c] * x[c];
            s1 += x[c + 1] * x[c + 1];
            s2 += x[c + 2] * x[c + 2];
            s3 += x[c + 3] * x[c + 3];
        }
        double sum = (s0 + s1) + (s2 + s3);
        for (int c = whole; c < offset + d; c++) {
            sum += x[c] * x[c];
        }
        return sum;
    }

    /** Returns the sum of d squares of floats from {@code offset}, in double. */
    static double squaredNorm(float[] x, int offset, int d) {
        double sum = 0;
        for (int c = offset; c < offset + d; c++) {
            sum += (double) x[c] * x[c];
        }
        return sum;
    }
}
