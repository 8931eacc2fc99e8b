package org.imprint.core.presample;

/** Sum, mean and central moments of a float vector in float, in NumPy's order of additions. */
final class NumpySums {

    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private NumpySums() {}

    /** Returns {@code x.sum()}: eight running sums in blocks of up to 128 values, the blocks added pairwise. */
    static float sum(float[] x) {
        return sum(x, 0, x.length);
    }

    private static float sum(float[] x, int from, int n) {
        if (n > BLOCK) {
            int half = n / 2;
            half -= half % LANES;
            return sum(x, from, half) + sum(x, from + half, n - half);
        }
        if (n < LANES) {
            float s = -0f;
            for (int i = from; i < from + n; i++) {
                s += x[i];
            }
            return s;
        }
        float[] lane = new float[LANES];
        int full = n - n % LANES;
        for (int i = 0; i < full; i++) {
            lane[i % LANES] = i < LANES ? x[from + i] : lane[i % LANES] + x[from + i];
        }
        float s = ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
        for (int i = full; i < n; i++) {
            s += x[from + i];
        }
        return s;
    }

    static float mean(float[] x) {
        return sum(x) / x.length;
    }

    /** Returns the mean of (x − mean)^order for order 2 or 3, multiplied out as NumPy does. */
    static float centralMoment(float[] x, int order) {
        float mean = mean(x);
        float[] powers = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            float centred = x[i] - mean;
            powers[i] = order == 2 ? centred * centred : centred * centred * centred;
        }
        return mean(powers);
    }
}
