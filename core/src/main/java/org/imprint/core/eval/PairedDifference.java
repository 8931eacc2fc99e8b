package org.imprint.core.eval;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;

/**
 * How much better one method is than another on the same things, and where that difference lies with 95 % confidence.
 *
 * <p>Of tasks, each with a figure of both methods, {@link #ofTasks} gives Student's interval of the mean difference:
 *
 * <pre>
 *   D = (1/n) Σ Dᵢ     s² = Σ (Dᵢ − D)² / (n − 1)     D ± t(0.975, n − 1) s / √n
 * </pre>
 *
 * <p>Of examples, each answered rightly or wrongly by both, {@link #ofExamples} gives the adjusted Wald interval of paired shares: two
 * examples are added, one that only the first method has right and one that only the second has. So methods that answer alike on a few
 * examples are not said to be equal.
 *
 * <pre>
 *   D' = Σ Dᵢ / (n + 2)     s'² = (Σ Dᵢ² + 2) / (n + 2) − D'²     D' ± z(0.975) s' / √(n + 2)
 * </pre>
 *
 * @param mean D, the first method minus the second; the interval of examples need not have it in its middle
 * @param standardError s / √n, s' / √(n + 2), or √v s' / √(n + 2)
 * @param low lower end
 * @param high upper end
 * @param pairs n
 */
@Source(
        paper =
                "D. Bonett, R. Price, Adjusted Wald confidence interval for a difference of binomial proportions based on paired "
                        + "data, J. Educational and Behavioral Statistics 37(4), 2012",
        url = "https://doi.org/10.3102/1076998611411915",
        oracle = "scipy 1.17.1, scipy.stats.ttest_rel(a, b).confidence_interval(0.95)")
public record PairedDifference(double mean, double standardError, double low, double high, int pairs) {

    private static final double UPPER = 0.975;
    private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(UPPER);

    /**
     * Returns the difference of n tasks that were drawn independently. Of a single task the interval is all numbers; if all differences are
     * equal it has no width.
     *
     * @param differences Dᵢ, at least one, finite
     * @throws ImprintException if there is none, or one is not finite, naming it
     */
    public static PairedDifference ofTasks(double[] differences) {
        checkFinite(differences);
        int n = differences.length;
        double mean = mean(differences, n);
        if (n == 1) {
            double all = Double.POSITIVE_INFINITY;
            return new PairedDifference(mean, all, -all, all, 1);
        }
        double squares = sum(differences, d -> (d - mean) * (d - mean));
        double error = Math.sqrt(squares / (n - 1) / n);
        double half = TDistribution.of(n - 1).inverseCumulativeProbability(UPPER) * error;
        return new PairedDifference(mean, error, mean - half, mean + half, n);
    }

    /**
     * Returns the difference of n examples that were drawn independently, answered by the same proxies; the interval never leaves [−1, 1].
     *
     * @param differences Dᵢ in [−1, 1], at least one: 1 if only the first method has the example right, −1 if only the second has, 0
     *     if neither or both have
     * @throws ImprintException if there is none, or one is out of range, naming it
     */
    public static PairedDifference ofExamples(double[] differences) {
        return ofExamples(differences, 1);
    }

    /**
     * Returns the difference of n examples that cross-validation tested, each once in every repeat. Folds share training rows, so that
     * their answers stray together, and s'² is taken times
     *
     * <pre>
     *   v = 1 + K n₂ / n₁ = 1 + 1 / a      K folds of n₂ tested and n₁ training rows, a = n₁ / (n₁ + n₂)
     * </pre>
     *
     * <p>which is Nadeau's and Bengio's correction, with the variance of a fold taken from its examples. It is rather too large, so that
     * the interval holds the difference for other training rows of this number as well.
     *
     * @param differences Dᵢ in [−1, 1], at least one: the mean over repeats of 1, 0 and −1 as in {@link #ofExamples(double[])}
     * @param trainingShare a, in (0, 1]
     * @throws ImprintException if there is none, or one is out of range, naming it
     */
    public static PairedDifference ofFolds(double[] differences, double trainingShare) {
        Checks.inRange("share of training rows", trainingShare, Double.MIN_NORMAL, 1);
        return ofExamples(differences, 1 + 1 / trainingShare);
    }

    private static PairedDifference ofExamples(double[] differences, double variance) {
        checkFinite(differences);
        for (int i = 0; i < differences.length; i++) {
            Checks.inRange("difference of example " + i, differences[i], -1, 1);
        }
        int n = differences.length;
        double centre = mean(differences, n + 2);
        double squares = sum(differences, d -> d * d) + 2;
        double error = Math.sqrt(variance * (squares / (n + 2) - centre * centre) / (n + 2));
        double half = Z * error;
        return new PairedDifference(
                mean(differences, n), error, Math.max(-1, centre - half), Math.min(1, centre + half), n);
    }

    private static void checkFinite(double[] differences) {
        Checks.require(differences.length > 0, "a paired difference needs at least one pair", 0);
        for (int i = 0; i < differences.length; i++) {
            if (!Double.isFinite(differences[i])) {
                Checks.require(false, "difference " + i + " must be finite", differences[i]);
            }
        }
    }

    private static double mean(double[] differences, int n) {
        return sum(differences, d -> d) / n;
    }

    private static double sum(double[] differences, DoubleUnaryOperator term) {
        return Arrays.stream(differences).map(term).sum();
    }

    /** Returns the mean with the interval. */
    public Estimate estimate() {
        return new Estimate(mean, low, high);
    }

    /** Returns whether 0 lies outside of the interval, so that one method is better than the other. */
    public boolean isClear() {
        return low > 0 || high < 0;
    }

    /** Returns the same with the methods in each other's place. */
    public PairedDifference reversed() {
        return new PairedDifference(0 - mean, standardError, 0 - high, 0 - low, pairs);
    }
}
