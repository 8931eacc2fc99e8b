package org.imprint.core.unknown;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Source;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;

/**
 * The negative squared Mahalanobis distance to the nearest class mean, of rows that are first divided by their length.
 *
 * <pre>
 *   −min_c (z − μ_c)ᵀ Σ⁻¹ (z − μ_c)      z = x / ‖x‖, μ_c the mean of class c, Σ the {@link ShrunkCovariance} of all z − μ_c
 * </pre>
 *
 * <p>Time O(n·d² + d³) to make and O(d²) a query, in double; memory O(d²).
 */
@Source(
        paper = "M. Mueller, M. Hein, Mahalanobis++: Improving OOD Detection via Feature Normalization, ICML 2025",
        url = "https://arxiv.org/abs/2505.18032",
        oracle =
                "numpy 1.24.2, numpy.linalg.solve on the formula with sklearn.covariance.ledoit_wolf of scikit-learn 1.2.1")
public final class MahalanobisDetector implements ExampleDetector {

    private static final int TILE = 256;

    private final DoubleMatrix means;
    private final DoubleMatrix precision;
    private final DoubleMatrix weighted;
    private final DoubleMatrix between;
    private final double kept;

    private MahalanobisDetector(DoubleMatrix means, ShrunkCovariance covariance) {
        this.means = means;
        this.precision = covariance.inverse();
        this.kept = 1 - covariance.shrinkage();
        this.weighted = DoubleMatrix.zeros(means.rows(), means.cols());
        Blas.times(means, precision, weighted);
        this.between = DoubleMatrix.zeros(means.rows(), means.rows());
        Blas.timesTransposed(weighted, means, between);
    }

    /**
     * Returns the detector of some rows.
     *
     * @param classes raw embeddings [n_c, d] of each class, n_c ≥ 1
     */
    public static MahalanobisDetector of(List<FloatMatrix> classes, Parallel parallel) {
        int d = classes.get(0).cols();
        DoubleMatrix means = DoubleMatrix.zeros(classes.size(), d);
        List<FloatMatrix> unit = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            FloatMatrix rows = new L2Norm().ofRows(classes.get(c));
            unit.add(rows);
            for (int i = 0; i < rows.rows(); i++) {
                for (int j = 0; j < d; j++) {
                    means.data()[means.offset(c) + j] += (double) rows.get(i, j) / rows.rows();
                }
            }
        }
        return new MahalanobisDetector(means, ShrunkCovariance.within(unit, means, parallel));
    }

    @Override
    public KnownScore score() {
        return KnownScore.MAHALANOBIS;
    }

    /** Returns μ, [C, d]; shared, not to be written to. */
    public DoubleMatrix means() {
        return means;
    }

    /** Returns Σ⁻¹, [d, d]; shared, not to be written to. */
    public DoubleMatrix precision() {
        return precision;
    }

    /** Returns μ_cᵀ Σ⁻¹ μ_c of each class. */
    public double[] lengths() {
        double[] lengths = new double[means.rows()];
        for (int c = 0; c < lengths.length; c++) {
            lengths[c] = between.get(c, c);
        }
        return lengths;
    }

    /** Returns μ Σ⁻¹ μᵀ, [C, C]; shared. */
    DoubleMatrix between() {
        return between;
    }

    /** Returns 1 − s, the part of the rows' own covariance in Σ. */
    double kept() {
        return kept;
    }

    @Override
    public float[] scores(FloatMatrix queries, Parallel parallel) {
        float[] scores = new float[queries.rows()];
        forEachTile(queries, parallel, (from, forms) -> {
            for (int i = 0; i < forms.own().length; i++) {
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < means.rows(); c++) {
                    least = Math.min(least, forms.distance(i, c, between));
                }
                scores[from + i] = (float) -least;
            }
        });
        return scores;
    }

    /** What is made of some queries. */
    interface Sink {
        void accept(int from, Forms forms);
    }

    /**
     * Quadratic forms of some queries z.
     *
     * @param own zᵀ Σ⁻¹ z of each
     * @param crossed zᵀ Σ⁻¹ μ_c, [n, C]
     */
    record Forms(double[] own, DoubleMatrix crossed) {

        /** Returns (z − μ_c)ᵀ Σ⁻¹ (z − μ_c), which rounding may not make negative. */
        double distance(int i, int c, DoubleMatrix between) {
            return Math.max(0, own[i] - 2 * crossed.get(i, c) + between.get(c, c));
        }
    }

    /** Hands the forms of each tile of queries to {@code sink}, on the thread that made them. */
    void forEachTile(FloatMatrix queries, Parallel parallel, Sink sink) {
        parallel.forEachTile(queries.rows(), TILE, (from, to) -> {
            DoubleMatrix z = new L2Norm().ofRows(queries.rows(from, to).copy()).toDouble();
            DoubleMatrix half = DoubleMatrix.zeros(z.rows(), z.cols());
            Blas.times(z, precision, half);
            double[] own = new double[z.rows()];
            for (int i = 0; i < own.length; i++) {
                for (int j = 0; j < z.cols(); j++) {
                    own[i] += half.get(i, j) * z.get(i, j);
                }
            }
            DoubleMatrix crossed = DoubleMatrix.zeros(z.rows(), means.rows());
            Blas.timesTransposed(z, weighted, crossed);
            sink.accept(from, new Forms(own, crossed));
        });
    }
}
