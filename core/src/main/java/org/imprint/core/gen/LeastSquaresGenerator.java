package org.imprint.core.gen;

import java.util.List;
import java.util.Objects;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.leastsquares.LeastSquares;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.matrix.FloatMatrix;

/**
 * One proxy per class in closed form from all classes at once: ridge regression on class indicators.
 *
 * <pre>
 *   W = (1/C) Mᵀ (Σ + μμᵀ + λI)⁻¹
 *   M  class means   [d, C]     Σ  total covariance, divisor n  [d, d]
 *   μ  global mean   [d]        W  result                       [C, d]
 * </pre>
 *
 * <p>Σ + μμᵀ is the second moment (1/n) Σ xxᵀ; with λ &gt; 0 the bracket is symmetric positive definite and solved by
 * Cholesky, in double, rounded once to float. The published code computes in float; at λ = 10⁻⁴ its weights are off by up to
 * 3·10⁻⁴ of the largest.
 *
 * <p>Rows with NaN are refused; in {@link org.imprint.core.Semantics#REFERENCE} all weights become NaN instead. Time
 * n·d² + d³/3 multiply-adds, memory O(d² + C·d). Uses no randomness.
 *
 * @param ridge λ; unit: squared embedding norm
 */
@Source(
        paper = Source.IMPRINT,
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/proxy/selection.py, recomputed in float64 with numpy 1.24")
public record LeastSquaresGenerator(Ridge ridge) implements JointGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND = GeneratorKind.withoutK(
            "ls",
            "least squares",
            LeastSquaresGenerator.class,
            () -> new LeastSquaresGenerator(Ridge.ofBackbone()),
            GeneratorFact.NEEDS_RIDGE);

    /** Needs a ridge. */
    public LeastSquaresGenerator {
        Objects.requireNonNull(ridge, "least_squares.lambda");
    }

    /** Creates the generator of a λ, finite and &gt; 0. */
    public LeastSquaresGenerator(double lambda) {
        this(Ridge.of(Checks.positive("least_squares.lambda", lambda)));
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public int k() {
        return 1;
    }

    @Override
    public LeastSquaresGenerator withLambda(double lambda) {
        return ridge instanceof Ridge.OfBackbone ? new LeastSquaresGenerator(lambda) : this;
    }

    @Override
    public GenerationCost cost(int n, int d) {
        return GenerationCost.NONE;
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public List<FloatMatrix> proxies(Task task, Run run, Moments moments) {
        LeastSquares problem = new LeastSquares(task.dim(), run);
        for (ClassRows c : task.classes()) {
            int n = RowChecks.size(c);
            RowChecks.finiteIfCorrected(c, run);
            problem.add(c, new int[n], 1);
        }
        return problem.solve(ridge.lambda(), moments);
    }
}
