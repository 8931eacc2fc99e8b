package org.imprint.vision.ridge;

import java.math.BigDecimal;
import java.math.MathContext;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.store.EmbeddingFile;

/**
 * A ridge λ to begin a search with, from the scale of embeddings.
 *
 * <pre>
 *   λ = 0.001 · mean ‖x‖² / d       x  embeddings [n, d]
 * </pre>
 *
 * <p>A thousandth of the mean square of a coordinate, rounded to two digits. It is no substitute for choosing: the λ of the paper's
 * backbones differ from it by factors of ten.
 *
 * @param backbone whose embeddings they are
 * @param lambda λ &gt; 0
 * @param source what it was computed from
 */
public record RidgeStart(String backbone, double lambda, String source) {

    private static final double SHARE = 1e-3;

    /** Returns the start for rows in memory. @param x embeddings [n, d], n ≥ 1 */
    public static RidgeStart of(String backbone, FloatMatrix x, String source) {
        return new RidgeStart(backbone, rounded(sumOfSquares(x) / x.rows() / x.cols()), source);
    }

    /** Returns the start for a file; reads it once from front to back. */
    public static RidgeStart of(String backbone, EmbeddingFile file) {
        double[] sum = new double[1];
        file.forEachBlock((first, block) -> sum[0] += sumOfSquares(block));
        return new RidgeStart(
                backbone,
                rounded(sum[0] / file.rows() / file.dimension()),
                file.path().toString());
    }

    private static double sumOfSquares(FloatMatrix x) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.cols(); j++) {
                sum += (double) x.get(i, j) * x.get(i, j);
            }
        }
        return sum;
    }

    /** Zeros and infinities have no scale to follow. */
    private static double rounded(double meanSquare) {
        double lambda = SHARE * meanSquare;
        return lambda > 0 && Double.isFinite(lambda)
                ? new BigDecimal(lambda).round(new MathContext(2)).doubleValue()
                : SHARE;
    }
}
