package org.imprint.core.gen;

import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.cluster.DistinctRows;
import org.imprint.core.cluster.KMeans;
import org.imprint.core.cluster.Precision;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;

/**
 * k proxies per class, the centres of k-means over its rows.
 *
 * <pre>
 *   minimise Σᵢ ‖xᵢ − w(i)‖²      x [n, d] → w [k, d]
 * </pre>
 *
 * <p>A class with n &lt; k rows keeps its rows. Computed in double and rounded to float at the end; the run's seed itself
 * seeds k-means, for every class alike. NaN or infinite elements are refused, as by scikit-learn.
 *
 * <p>With fewer distinct rows than k, {@link org.imprint.core.Semantics#CORRECTED} gives one proxy per distinct row, in order
 * of first appearance; the published code gives k centres, some of them equal up to rounding noise.
 *
 * <p>Time O(n·d·k) per iteration, at most 300; memory 8·n·(d + k) bytes.
 *
 * @param k proxies per class, in [1, {@value ProxyGenerator#MAX_K}]
 */
@Source(
        paper = Source.IMPRINT + "; k-means++: D. Arthur, S. Vassilvitskii, SODA 2007",
        url = Source.IMPRINT_URL,
        oracle = "scikit-learn 1.5.2, sklearn.cluster.KMeans(n_clusters=k, random_state=seed) on float64")
public record KMeansGenerator(int k) implements ClassGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND = GeneratorKind.withK(
            "kmeans", "k-means", KMeansGenerator.class, KMeansGenerator::new, GeneratorFact.KEEPS_SMALL_CLASSES);

    /** Checks k. */
    public KMeansGenerator {
        Checks.inRange("kmeans.k", k, 1, MAX_K);
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public GenerationCost cost(int n, int d) {
        double cells = (double) n * d;
        return new GenerationCost(0, GenerationCost.clustering(n, d, k), cells * 4, (long) (cells * 4) * 5);
    }

    @Override
    public boolean usesSeed() {
        return true;
    }

    @Override
    public FloatMatrix proxies(ClassRows rows, Run run) {
        FloatMatrix x = rows.rows();
        int n = RowChecks.size(rows);
        if (n < k || n == 1) {
            RowChecks.finiteIfCorrected(rows, run);
            return x;
        }
        RowChecks.finite(rows); // in reference too: scikit-learn refuses NaN
        if (!run.semantics().isReference()) {
            DistinctRows distinct = DistinctRows.of(x, k);
            if (distinct.count() < k) {
                return x.select(distinct.firsts());
            }
        }
        return new KMeans(k)
                .fit(x, run.draws().seed(), Precision.DOUBLE, run.parallel())
                .centres()
                .toFloat();
    }
}
