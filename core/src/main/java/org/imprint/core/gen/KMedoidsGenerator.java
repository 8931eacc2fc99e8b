package org.imprint.core.gen;

import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.cluster.Distances;
import org.imprint.core.cluster.Medoids;
import org.imprint.core.data.ClassRows;

/**
 * k-medoids: k rows such that the rows of the class are near to their nearest of them.
 *
 * <pre>
 *   minimise Σᵢ minⱼ ‖xᵢ − x(mⱼ)‖₂ over medoids m₁ … m_k        x [n, d] → w [min(k, n), d]
 * </pre>
 *
 * <p>A local search, as published: it starts from the k most central rows and alternates between assigning rows to medoids
 * and moving each medoid to the row of its cluster with the least sum of distances, until nothing moves or 300 times. The
 * result is a local optimum only. Nothing is drawn, so the seed never changes it, in both semantics.
 *
 * <p>A cluster of two rows is an exact tie; which of the two is the medoid is decided by the last bits of the distances,
 * which are formed as in the published code (see {@code Medoids}).
 *
 * <p>Time O(n²·d + n²) a round at most, memory 8·n² bytes; classes of more than {@value #MAX_ROWS} rows are refused, as
 * are NaN and infinity, in both semantics.
 *
 * @param k proxies per class, in [1, 10000]
 */
@Source(
        paper = "H. Park, C. Jun, A simple and fast algorithm for K-medoids clustering, "
                + "Expert Systems with Applications 36(2), 2009",
        url = "https://doi.org/10.1016/j.eswa.2008.01.039",
        oracle = "sklearn_extra 0.3.0, sklearn_extra.cluster.KMedoids(method='alternate', init='heuristic')")
public record KMedoidsGenerator(int k) implements SelectingGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND = GeneratorKind.withK(
            "kmedoids",
            "k-medoids",
            KMedoidsGenerator.class,
            KMedoidsGenerator::new,
            GeneratorFact.KEEPS_SMALL_CLASSES);

    /** Largest class whose distances are kept at once: 3.2 GB. */
    public static final int MAX_ROWS = 20_000;

    public KMedoidsGenerator {
        Checks.inRange("kmedoids.k", k, 1, MAX_K);
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public GenerationCost cost(int n, int d) {
        double cells = (double) n * d;
        return new GenerationCost(0, 2 * cells * n, (double) n * n * 4, (long) (cells * 4) * 3 + 8L * n * n);
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public int[] select(ClassRows rows, Run run) {
        int n = RowChecks.size(rows);
        if (n < k || n == 1) {
            return RowChecks.all(n);
        }
        Checks.inRange("rows of class " + rows.label() + " for kmedoids (it needs 8·n² bytes)", n, 1, MAX_ROWS);
        RowChecks.finite(rows);
        return new Medoids(Distances.within(rows.rows(), run.parallel()), k, run.parallel()).search();
    }
}
