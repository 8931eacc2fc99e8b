package org.imprint.core.gen;

/** Sums in the order of NumPy's {@code sum} over a contiguous axis, which ties between equal costs hang on. */
final class NumpySums {

    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private NumpySums() {}

    /** Returns the sum of n values from {@code from}: eight running sums up to 128 values, halves above. */
    static double pairwise(double[] a, int from, int n) {
        if (n < LANES) {
            double sum = 0;
            for (int i = from; i < from + n; i++) {
                sum += a[i];
            }
            return sum;
        }
        if (n > BLOCK) {
            int half = n / 2 - n / 2 % LANES;
            return pairwise(a, from, half) + pairwise(a, from + half, n - half);
        }
        return block(a, from, n);
    }

    private static double block(double[] a, int from, int n) {
        double[] r = new double[LANES];
        System.arraycopy(a, from, r, 0, LANES);
        int full = n - n % LANES;
        for (int i = from + LANES; i < from + full; i += LANES) {
            for (int l = 0; l < LANES; l++) {
                r[l] += a[i + l];
            }
        }
        double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (int i = from + full; i < from + n; i++) {
            sum += a[i];
        }
        return sum;
    }
}
