package org.imprint.core.cluster;

import java.util.Arrays;
import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * How far the clusters of a partition stand apart.
 *
 * <pre>
 *   s(i) = (b − a) / max(a, b)      a mean distance to the other rows of the own cluster, b the smallest mean distance to those of another
 * </pre>
 *
 * <p>In [−1, 1]: 1 for clusters that are points far apart, about 0 where they touch, below 0 where rows lie nearer to another cluster. A
 * row that is alone in its cluster counts 0, as do rows all of whose distances are 0. Time O(n²·d), memory 8·n² bytes.
 */
@Source(
        paper = "P. Rousseeuw, Silhouettes: a graphical aid to the interpretation and validation of cluster analysis, "
                + "Journal of Computational and Applied Mathematics 20, 1987",
        url = "https://doi.org/10.1016/0377-0427(87)90125-7",
        oracle = "scikit-learn 1.2.1, sklearn.metrics.silhouette_score(metric='euclidean')")
public final class Silhouette {

    private Silhouette() {}

    /**
     * Returns the mean of s over all rows.
     *
     * @param x [n, d]
     * @param clusters that of each row, ≥ 0; at least two are not empty
     */
    public static double mean(FloatMatrix x, int[] clusters, Parallel parallel) {
        Checks.require(clusters.length == x.rows(), "clusters must be as many as rows, " + x.rows(), clusters.length);
        int[] sizes = new int[Arrays.stream(clusters).max().orElse(0) + 1];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        long filled = Arrays.stream(sizes).filter(s -> s > 0).count();
        Checks.require(filled >= 2, "silhouette must have at least 2 clusters with rows", filled);
        DoubleMatrix distances = Distances.within(x, parallel);
        double[] of = new double[x.rows()];
        parallel.forEach(of.length, i -> of[i] = of(distances.row(i), clusters, sizes, clusters[i]));
        return Arrays.stream(of).sum() / of.length;
    }

    private static double of(double[] distances, int[] clusters, int[] sizes, int own) {
        if (sizes[own] == 1) {
            return 0;
        }
        double[] sums = new double[sizes.length];
        for (int j = 0; j < distances.length; j++) {
            sums[clusters[j]] += distances[j];
        }
        double a = sums[own] / (sizes[own] - 1);
        double b = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sizes.length; c++) {
            if (c != own && sizes[c] > 0) {
                b = Math.min(b, sums[c] / sizes[c]);
            }
        }
        double most = Math.max(a, b);
        return most > 0 ? (b - a) / most : 0;
    }
}
