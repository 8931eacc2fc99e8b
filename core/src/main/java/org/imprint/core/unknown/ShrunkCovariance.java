package org.imprint.core.unknown;

import java.util.List;
import org.imprint.core.Source;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.Parallel;

/**
 * The covariance of rows about the means of their classes, drawn towards a multiple of the identity.
 *
 * <pre>
 *   Σ = (1 − s) S + s μ I      S = (1/n) Σ_i e_i e_iᵀ,  e_i the row less the mean of its class,  μ = tr S / d
 *   s = min(β, δ) / δ          δ = ‖S − μ I‖² / d,      β = (Σ_i ‖e_i‖⁴ / n − ‖S‖²) / (n d)
 * </pre>
 *
 * <p>Norms are Frobenius'. s is at least 10⁻⁶, so that Σ has an inverse; rows that are all their class's mean have Σ = I.
 *
 * @param matrix Σ, [d, d], the upper triangle
 * @param shrinkage s, in [0, 1]
 */
@Source(
        paper = "O. Ledoit, M. Wolf, A well-conditioned estimator for large-dimensional covariance matrices, JMVA 2004",
        url = "https://doi.org/10.1016/S0047-259X(03)00096-4",
        oracle = "scikit-learn 1.2.1, sklearn.covariance.ledoit_wolf with assume_centered")
record ShrunkCovariance(DoubleMatrix matrix, double shrinkage) {

    private static final int TILE = 1024;
    private static final int STRIP = 128;
    private static final double LEAST = 1e-6;

    /**
     * Returns that of rows within classes. Time O(n·d²).
     *
     * @param classes [n_c, d] of each class
     * @param means [C, d]
     */
    static ShrunkCovariance within(List<FloatMatrix> classes, DoubleMatrix means, Parallel parallel) {
        int d = means.cols();
        DoubleMatrix sum = DoubleMatrix.zeros(d, d);
        double fourth = 0;
        int n = 0;
        for (int c = 0; c < classes.size(); c++) {
            FloatMatrix rows = classes.get(c);
            n += rows.rows();
            for (int from = 0; from < rows.rows(); from += TILE) {
                DoubleMatrix e = centred(rows.rows(from, Math.min(rows.rows(), from + TILE)), means, c);
                fourth += fourth(e);
                parallel.forEachTile(d, STRIP, (left, right) -> Blas.addGramStrip(e, left, right, sum));
            }
        }
        return shrunk(sum, fourth, n);
    }

    private static DoubleMatrix centred(FloatMatrix rows, DoubleMatrix means, int c) {
        DoubleMatrix e = DoubleMatrix.zeros(rows.rows(), rows.cols());
        for (int i = 0; i < e.rows(); i++) {
            for (int j = 0; j < e.cols(); j++) {
                e.data()[e.offset(i) + j] = rows.get(i, j) - means.get(c, j);
            }
        }
        return e;
    }

    private static double fourth(DoubleMatrix e) {
        double sum = 0;
        for (int i = 0; i < e.rows(); i++) {
            double square = 0;
            for (int j = 0; j < e.cols(); j++) {
                square += e.get(i, j) * e.get(i, j);
            }
            sum += square * square;
        }
        return sum;
    }

    /** @param sum n S, the upper triangle @param fourth Σ ‖e‖⁴ */
    private static ShrunkCovariance shrunk(DoubleMatrix sum, double fourth, int n) {
        int d = sum.rows();
        double trace = 0;
        double norm = 0;
        for (int i = 0; i < d; i++) {
            trace += sum.get(i, i) / n;
            for (int j = i; j < d; j++) {
                double s = sum.get(i, j) / n;
                norm += (j == i ? 1 : 2) * s * s;
            }
        }
        double mean = trace / d;
        double delta = (norm - mean * trace) / d;
        double beta = Math.min(Math.max(0, (fourth / n - norm) / ((double) n * d)), delta);
        double s = trace > 0 ? Math.max(LEAST, beta > 0 ? beta / delta : 0) : 1;
        DoubleMatrix matrix = DoubleMatrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                matrix.data()[matrix.offset(i) + j] = (1 - s) * sum.get(i, j) / n;
            }
            matrix.data()[matrix.offset(i) + i] += s * (trace > 0 ? mean : 1);
        }
        return new ShrunkCovariance(matrix, s);
    }

    /** Returns Σ⁻¹, [d, d]. Time O(d³). */
    DoubleMatrix inverse() {
        DoubleMatrix factor = matrix.copy();
        Lapack.cholesky(factor);
        int d = factor.rows();
        DoubleMatrix inverse = DoubleMatrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            inverse.data()[inverse.offset(i) + i] = 1;
        }
        Lapack.choleskySolve(factor, inverse);
        return inverse;
    }
}
