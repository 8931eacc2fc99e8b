package org.imprint.app;

import org.imprint.core.matrix.FloatMatrix;

/** The ridge λ where nobody named one. */
public final class Lambdas {

    private static final double SHARE = 1e-3;

    private Lambdas() {}

    /**
     * Returns λ for embeddings whose backbone states none: 0.001 · mean ‖x‖² / d, a thousandth of the mean square of a
     * coordinate, so that it follows the scale of the embeddings.
     *
     * @param x embeddings [n, d], n ≥ 1
     */
    public static double of(FloatMatrix x) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.cols(); j++) {
                sum += (double) x.get(i, j) * x.get(i, j);
            }
        }
        double lambda = SHARE * sum / x.rows() / x.cols();
        return lambda > 0 && Double.isFinite(lambda) ? lambda : SHARE;
    }
}
