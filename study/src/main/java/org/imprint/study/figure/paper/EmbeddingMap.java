package org.imprint.study.figure.paper;

import de.javagl.tsne.Tsne;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.SymmetricEigen;

/**
 * Embeddings brought to two dimensions.
 *
 * @param points one for each row, in order
 * @param xLabel of the horizontal axis
 * @param yLabel of the vertical axis
 * @param method how, for the caption
 */
@Source(
        paper = "L. van der Maaten, Accelerating t-SNE using Tree-Based Algorithms, JMLR 15, 2014",
        url = "https://jmlr.org/papers/v15/vandermaaten14a.html",
        oracle = "sklearn.decomposition.PCA; t-SNE is a library's")
public record EmbeddingMap(List<MapPoint> points, String xLabel, String yLabel, String method) {

    /** Principal components that t-SNE works on, as its authors do. */
    private static final int BEFORE_TSNE = 50;

    private static final double THETA = 0.5;

    /** Copies the list. */
    public EmbeddingMap {
        points = List.copyOf(points);
    }

    /**
     * Projects on the first two principal components; axes tell their parts of the variance.
     *
     * <p>The covariance is taken of columns or of rows, whichever are fewer: time O(n d min(n, d)). The coordinate of largest
     * size on each axis is positive, so that the picture does not depend on the sign that the solver chose.
     *
     * @param rows [n, d], n ≥ 2, d ≥ 2; finite
     * @param labels n names
     */
    public static EmbeddingMap pca(FloatMatrix rows, List<String> labels) {
        check(rows, labels);
        Components components = Components.of(rows, 2);
        String[] axes = new String[2];
        for (int j = 0; j < 2; j++) {
            axes[j] = String.format(
                    Locale.ROOT, "principal component %d (%.1f %% of the variance)", j + 1, 100 * components.share(j));
        }
        return new EmbeddingMap(
                points(components.scores(), labels),
                axes[0],
                axes[1],
                "projected on the first two principal components");
    }

    /**
     * Embeds by Barnes-Hut t-SNE (θ = 0.5, 1,000 iterations) of at most 50 principal components.
     *
     * <p>Distances between far points mean nothing. Time O(n log n) an iteration; one thread. The same seed gives the same map.
     *
     * @param rows [n, d], d ≥ 2; finite
     * @param labels n names
     * @param perplexity effective number of neighbours, &gt; 0; 3 · perplexity must be less than n
     * @param seed of the start
     */
    public static EmbeddingMap tsne(FloatMatrix rows, List<String> labels, double perplexity, long seed) {
        check(rows, labels);
        Checks.positive("tsne.perplexity", perplexity);
        Checks.require(
                3 * perplexity < rows.rows() - 1,
                "three times the perplexity must be less than n - 1 = " + (rows.rows() - 1),
                "perplexity " + perplexity);
        int kept = Math.min(BEFORE_TSNE, Math.min(rows.cols(), rows.rows()));
        double[][] scores = Components.of(rows, kept).scores();
        Tsne tsne = new Tsne();
        tsne.setPerplexity(perplexity);
        tsne.setTheta(THETA);
        tsne.setInitialDims(kept);
        tsne.setRandomSeed(seed);
        tsne.setMessageConsumer(message -> {});
        String method =
                String.format(Locale.ROOT, "embedded by t-SNE (perplexity %s, seed %d)", number(perplexity), seed);
        return new EmbeddingMap(points(tsne.run(scores), labels), "", "", method);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void check(FloatMatrix rows, List<String> labels) {
        Checks.require(rows.rows() == labels.size(), "a map needs a label for each row", labels.size());
        Checks.require(rows.rows() >= 2 && rows.cols() >= 2, "a map needs two rows and columns", rows);
    }

    private static List<MapPoint> points(double[][] scores, List<String> labels) {
        List<MapPoint> points = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            points.add(new MapPoint(scores[i][0], scores[i][1], labels.get(i)));
        }
        return points;
    }

    /** Principal components of rows: scores [n, k] and their parts of the variance. */
    private record Components(double[][] scores, double[] shares) {

        double share(int j) {
            return shares[j];
        }

        static Components of(FloatMatrix rows, int k) {
            DoubleMatrix centred = centred(rows);
            int n = centred.rows();
            int d = centred.cols();
            // The smaller of X Xᵀ and Xᵀ X: both have the same eigenvalues besides zeros.
            boolean wide = d > n;
            DoubleMatrix side = wide ? centred : transposed(centred);
            DoubleMatrix gram = DoubleMatrix.zeros(side.rows(), side.rows());
            Blas.timesTransposed(side, side, gram);
            SymmetricEigen eigen = Lapack.symmetricEigen(gram);
            double all = 0;
            for (double value : eigen.values()) {
                all += Math.max(0, value);
            }
            double[][] scores = new double[n][k];
            double[] shares = new double[k];
            for (int j = 0; j < k; j++) {
                int at = side.rows() - 1 - j;
                double value = Math.max(0, eigen.values()[at]);
                shares[j] = all == 0 ? 0 : value / all;
                double[] vector = eigen.vectors().row(at);
                double[] column = wide ? scaled(vector, Math.sqrt(value)) : times(centred, vector);
                double sign = largest(column) < 0 ? -1 : 1;
                for (int i = 0; i < n; i++) {
                    scores[i][j] = sign * column[i];
                }
            }
            return new Components(scores, shares);
        }

        private static DoubleMatrix centred(FloatMatrix rows) {
            DoubleMatrix x = rows.toDouble();
            DoubleMatrix copy = DoubleMatrix.of(x.rows(), x.cols(), x.toArray());
            for (int j = 0; j < copy.cols(); j++) {
                double sum = 0;
                for (int i = 0; i < copy.rows(); i++) {
                    sum += copy.get(i, j);
                }
                double mean = sum / copy.rows();
                for (int i = 0; i < copy.rows(); i++) {
                    copy.data()[copy.offset(i) + j] -= mean;
                }
            }
            return copy;
        }

        private static DoubleMatrix transposed(DoubleMatrix a) {
            DoubleMatrix t = DoubleMatrix.zeros(a.cols(), a.rows());
            for (int i = 0; i < a.rows(); i++) {
                for (int j = 0; j < a.cols(); j++) {
                    t.data()[t.offset(j) + i] = a.get(i, j);
                }
            }
            return t;
        }

        private static double[] scaled(double[] vector, double by) {
            double[] column = vector.clone();
            for (int i = 0; i < column.length; i++) {
                column[i] *= by;
            }
            return column;
        }

        private static double[] times(DoubleMatrix a, double[] vector) {
            double[] product = new double[a.rows()];
            for (int i = 0; i < product.length; i++) {
                for (int j = 0; j < vector.length; j++) {
                    product[i] += a.get(i, j) * vector[j];
                }
            }
            return product;
        }

        private static double largest(double[] values) {
            double largest = 0;
            for (double value : values) {
                largest = Math.abs(value) > Math.abs(largest) ? value : largest;
            }
            return largest;
        }
    }
}
