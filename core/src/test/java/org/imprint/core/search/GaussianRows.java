package org.imprint.core.search;

import java.util.SplittableRandom;
import org.imprint.core.matrix.FloatMatrix;

/** Rows of independent normal numbers, for tests. */
public final class GaussianRows {

    private GaussianRows() {}

    /** Returns a matrix [rows, cols] of mean 0 and standard deviation {@code scale}. */
    public static FloatMatrix of(int rows, int cols, long seed, double scale) {
        SplittableRandom rng = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            x.data()[i] = (float) (scale * rng.nextGaussian());
        }
        return x;
    }
}
