package org.imprint.core.gen;

import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;

/**
 * Farthest-point sampling: a random first row, then again and again the row farthest from all rows chosen so far.
 *
 * <pre>
 *   s₁ random,   sₜ₊₁ = argmaxᵢ minᵤ≤ₜ ‖xᵢ − x(sᵤ)‖₂   over rows not yet chosen; the first of equals
 *   x [n, d] → w [min(k, n), d]
 * </pre>
 *
 * <p>The chosen rows cover the class within twice the best possible radius (Gonzalez). Distances are sums of squared
 * differences, so that rows far from the origin and near to each other are told apart. Time O(k·n·d) at most, and 3 to 20 %
 * of that on embeddings, because most distances cannot matter; memory O(n). One word of the class's stream is drawn, none if
 * n &lt; k or n = 1. The proxies for k are the first k of those for any larger k ≤ n.
 *
 * <p>Corrected semantics refuses NaN and infinity. In reference semantics a row with NaN is farther than any other, as in
 * torch: the first such row is taken next, and from then on rows come in their order.
 *
 * @param k proxies per class, in [1, 10000]
 */
@Source(
        paper = "T. Gonzalez, Clustering to minimize the maximum intercluster distance, "
                + "Theoretical Computer Science 38, 1985",
        url = "https://doi.org/10.1016/0304-3975(85)90224-5",
        oracle = "IMPRINT 8f19bcd, src/proxy/selection.py#select_proxies")
public record FarthestPointGenerator(int k) implements SelectingGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND = GeneratorKind.withK(
            "fps",
            "k-fps",
            FarthestPointGenerator.class,
            FarthestPointGenerator::new,
            GeneratorFact.HAS_PREFIXES,
            GeneratorFact.KEEPS_SMALL_CLASSES);

    public FarthestPointGenerator {
        Checks.inRange("fps.k", k, 1, MAX_K);
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public GenerationCost cost(int n, int d) {
        return GenerationCost.reading(n, d, k);
    }

    @Override
    public boolean usesSeed() {
        return true;
    }

    @Override
    public int[] select(ClassRows rows, Run run) {
        int n = RowChecks.size(rows);
        if (n < k || n == 1) {
            return RowChecks.all(n);
        }
        RowChecks.finiteIfCorrected(rows, run);
        int start = run.draws().forGeneration(rows.label()).nextInt(n);
        return new FarthestPoints(rows.rows(), k, run.parallel()).from(start);
    }
}
