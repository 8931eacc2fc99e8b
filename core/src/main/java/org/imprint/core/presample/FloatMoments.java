package org.imprint.core.presample;

import org.imprint.core.matrix.NumpySums;

/** Mean and central moments of a float vector in float, in NumPy's order of additions. */
final class FloatMoments {

    private FloatMoments() {}

    static float mean(float[] x) {
        return NumpySums.sum(x, 0, x.length) / x.length;
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
