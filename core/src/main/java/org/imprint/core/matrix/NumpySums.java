package org.imprint.core.matrix;

/**
 * Sums in the order of NumPy's {@code sum} over a contiguous axis, which ties between equal costs hang on.
 *
 * <p>Eight running sums in blocks of up to 128 values, the blocks added by halves. Source: numpy 1.26,
 * {@code numpy/core/src/umath/loops_utils.h.src}.
 */
public final class NumpySums {

    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private NumpySums() {}

    /** Returns the sum of n doubles from {@code from}; 0 for n = 0. */
    public static double sum(double[] a, int from, int n) {
        if (n < LANES) {
            double sum = 0;
            for (int i = from; i < from + n; i++) {
                sum += a[i];
            }
            return sum;
        }
        if (n > BLOCK) {
            int half = n / 2 - n / 2 % LANES;
            return sum(a, from, half) + sum(a, from + half, n - half);
        }
        double[] r = new double[LANES];
        int full = n - n % LANES;
        for (int i = 0; i < full; i += LANES) {
            for (int l = 0; l < LANES; l++) {
                r[l] = i == 0 ? a[from + l] : r[l] + a[from + i + l];
            }
        }
        double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (int i = from + full; i < from + n; i++) {
            sum += a[i];
        }
        return sum;
    }

    /** Returns the sum of n floats from {@code from}, added in float; 0 for n = 0. */
    public static float sum(float[] a, int from, int n) {
        if (n < LANES) {
            float sum = 0;
            for (int i = from; i < from + n; i++) {
                sum += a[i];
            }
            return sum;
        }
        if (n > BLOCK) {
            int half = n / 2 - n / 2 % LANES;
            return sum(a, from, half) + sum(a, from + half, n - half);
        }
        float[] r = new float[LANES];
        int full = n - n % LANES;
        for (int i = 0; i < full; i += LANES) {
            for (int l = 0; l < LANES; l++) {
                r[l] = i == 0 ? a[from + l] : r[l] + a[from + i + l];
            }
        }
        float sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (int i = from + full; i < from + n; i++) {
            sum += a[i];
        }
        return sum;
    }
}
