package org.imprint.core.cluster;

import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.Parallel;

/** Sums whose order is fixed. */
final class Sums {

    private static final int PAIRWISE_BLOCK = 128;

    private Sums() {}

    /** Returns the sum of n doubles in the order of NumPy's pairwise summation. */
    static double pairwise(double[] a, int from, int n) {
        if (n < 8) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += a[from + i];
            }
            return sum;
        }
        if (n > PAIRWISE_BLOCK) {
            int half = n / 2 / 8 * 8;
            return pairwise(a, from, half) + pairwise(a, from + half, n - half);
        }
        double[] r = new double[8];
        System.arraycopy(a, from, r, 0, 8);
        int i = 8;
        for (; i + 8 <= n; i += 8) {
            for (int l = 0; l < 8; l++) {
                r[l] += a[from + i + l];
            }
        }
        double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (; i < n; i++) {
            sum += a[from + i];
        }
        return sum;
    }

    /** Returns the same in float. */
    static float pairwise(float[] a, int from, int n) {
        if (n < 8) {
            float sum = 0;
            for (int i = 0; i < n; i++) {
                sum += a[from + i];
            }
            return sum;
        }
        if (n > PAIRWISE_BLOCK) {
            int half = n / 2 / 8 * 8;
            return pairwise(a, from, half) + pairwise(a, from + half, n - half);
        }
        float[] r = new float[8];
        System.arraycopy(a, from, r, 0, 8);
        int i = 8;
        for (; i + 8 <= n; i += 8) {
            for (int l = 0; l < 8; l++) {
                r[l] += a[from + i + l];
            }
        }
        float sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (; i < n; i++) {
            sum += a[from + i];
        }
        return sum;
    }

    /** Returns ‖xᵢ‖² of each row. */
    static double[] squaredNorms(DoubleMatrix x, Parallel parallel) {
        double[] norms = new double[x.rows()];
        parallel.forEach((x.rows() + Space.TILE - 1) / Space.TILE, t -> {
            for (int i = t * Space.TILE; i < Math.min(x.rows(), (t + 1) * Space.TILE); i++) {
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
