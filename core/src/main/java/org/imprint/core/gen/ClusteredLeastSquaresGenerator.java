package org.imprint.core.gen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.cluster.DistinctRows;
import org.imprint.core.cluster.KMeans;
import org.imprint.core.cluster.Precision;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.leastsquares.LeastSquares;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.matrix.FloatMatrix;

/**
 * k proxies per class: k-means splits each class into k pseudo-classes, and least squares runs over all of them.
 *
 * <p>See {@link LeastSquaresGenerator} for the formula, with C the number of pseudo-classes. k-means runs in float with the
 * run's seed. k = 1 is least squares itself.
 *
 * <p>A class with n &lt; k rows, or fewer than k distinct ones, gets as many pseudo-classes as it has distinct rows, and empty
 * clusters are left out. In {@link org.imprint.core.Semantics#REFERENCE} a class with n &lt; k keeps its raw rows
 * as proxies and has no part in the regression, which is refused if that leaves no class; an empty cluster gives a proxy of
 * NaN.
 *
 * <p>Time and memory: k-means per class, then those of least squares with k·C right-hand sides.
 *
 * @param k pseudo-classes per class, in [1, {@value ProxyGenerator#MAX_K}]
 * @param ridge λ; unit: squared embedding norm
 */
@Source(
        paper = Source.IMPRINT,
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/proxy/selection.py, recomputed in float64 with numpy 1.24")
public record ClusteredLeastSquaresGenerator(int k, Ridge ridge) implements JointGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND = GeneratorKind.withK(
            "kls",
            "k-least-squares",
            ClusteredLeastSquaresGenerator.class,
            k -> new ClusteredLeastSquaresGenerator(k, Ridge.ofBackbone()),
            GeneratorFact.NEEDS_RIDGE);

    /** Checks k. */
    public ClusteredLeastSquaresGenerator {
        Checks.inRange("clustered_least_squares.k", k, 1, MAX_K);
        Objects.requireNonNull(ridge, "clustered_least_squares.lambda");
    }

    /** Creates the generator of a λ, finite and &gt; 0. */
    public ClusteredLeastSquaresGenerator(int k, double lambda) {
        this(k, Ridge.of(Checks.positive("clustered_least_squares.lambda", lambda)));
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public ClusteredLeastSquaresGenerator withLambda(double lambda) {
        return ridge instanceof Ridge.OfBackbone ? new ClusteredLeastSquaresGenerator(k, lambda) : this;
    }

    @Override
    public GenerationCost cost(int n, int d) {
        double cells = (double) n * d;
        return k == 1
                ? GenerationCost.NONE
                : new GenerationCost(GenerationCost.clustering(n, d, k), 0, cells * 4, (long) (cells * 4) * 4);
    }

    @Override
    public boolean usesSeed() {
        return k > 1;
    }

    @Override
    public List<FloatMatrix> proxies(Task task, Run run, Moments moments) {
        for (ClassRows c : task.classes()) {
            RowChecks.size(c);
            RowChecks.finiteIfCorrected(c, run);
        }
        return run.semantics().isReference() && k > 1 ? asPublished(task, run, moments) : corrected(task, run, moments);
    }

    private List<FloatMatrix> corrected(Task task, Run run, Moments moments) {
        LeastSquares problem = new LeastSquares(task.dim(), run);
        for (ClassRows c : task.classes()) {
            DistinctRows distinct = DistinctRows.of(c.rows(), k);
            if (k == 1) {
                problem.add(c, new int[c.size()], 1);
            } else if (distinct.count() < k) {
                problem.add(c, distinct.groups(), distinct.count());
            } else {
                addWithoutGaps(problem, c, clusters(c, run));
            }
        }
        return problem.solve(ridge.lambda(), moments);
    }

    private static void addWithoutGaps(LeastSquares problem, ClassRows c, int[] labels) {
        int[] used = Arrays.stream(labels).distinct().sorted().toArray();
        int[] groups = Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(used, label))
                .toArray();
        problem.add(c, groups, used.length);
    }

    private List<FloatMatrix> asPublished(Task task, Run run, Moments moments) {
        LeastSquares problem = new LeastSquares(task.dim(), run);
        for (ClassRows c : task.classes()) {
            if (c.size() >= k) {
                RowChecks.finite(c); // scikit-learn refuses NaN
                problem.add(c, clusters(c, run), k);
            }
        }
        Checks.require(
                !problem.isEmpty(),
                "No proxy data generated: a class must have at least k = " + k + " rows",
                task.classes().stream().mapToInt(ClassRows::size).max().orElse(0) + " at most");
        List<FloatMatrix> solved = problem.solve(ridge.lambda(), moments);
        List<FloatMatrix> all = new ArrayList<>();
        int next = 0;
        for (ClassRows c : task.classes()) {
            all.add(c.size() >= k ? solved.get(next++) : c.rows());
        }
        return all;
    }

    private int[] clusters(ClassRows c, Run run) {
        return new KMeans(k)
                .fit(c.rows(), run.draws().seed(), Precision.FLOAT, run.parallel())
                .labels();
    }
}
