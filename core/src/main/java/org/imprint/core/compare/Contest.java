package org.imprint.core.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.PairedDifference;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.core.matrix.Parallel;

/**
 * Which of some contenders is best on the examples that all of them answered, and which others may be best as well.
 *
 * <p>The best is picked from the same answers, so that it looks better than it is, the more so the more contenders there are. Two things
 * pay for that. Differences have intervals that hold at once for all contenders that a contender i can lose against,
 *
 * <pre>
 *   d(b, i) ± c(i) s(b, i)
 *   c(i) = 0.95 quantile of max over b ≠ i of |Z(b) − Z(i)| / s(b, i)     Z(b) = (1/n) Σ eₛ (xₛ(b) − x̄(b)),  eₛ = ±1 with equal chance
 * </pre>
 *
 * <p>with s that of {@link PairedDifference#ofExamples} or, of cross-validation, {@link PairedDifference#ofFolds}. And a contender may be the best unless the interval of its difference to the one
 * that looks best lies above 0. The one that is truly best is among those in 95 of 100 samples, whichever looks best. The accuracy of the
 * one that looks best is not corrected: it is rather too high.
 *
 * <p>Time O(B·R·n + B·R²) for R contenders and B draws; memory O(B·R). Results do not depend on threads. Immutable.
 */
@Source(
        paper =
                "J. Hsu, Simultaneous confidence intervals for all distances from the best, Annals of Statistics 9(5), 1981; "
                        + "V. Chernozhukov, D. Chetverikov, K. Kato, Gaussian approximations and multiplier bootstrap for maxima of sums of "
                        + "high-dimensional random vectors, Annals of Statistics 41(6), 2013; P. Bayle et al., Cross-validation confidence "
                        + "intervals for test error, NeurIPS 2020",
        url = "https://arxiv.org/abs/2007.12671",
        oracle = "scipy 1.17.1, scipy.stats.dunnett, by the critical value for equal variances")
public final class Contest {

    private final int examples;
    private final Estimate[] accuracies;
    private final int best;
    private final PairedDifference[] behind;
    private final double[] critical;

    private Contest(int examples, Estimate[] accuracies, int best, PairedDifference[] behind, double[] critical) {
        this.examples = examples;
        this.accuracies = accuracies;
        this.best = best;
        this.behind = behind;
        this.critical = critical;
    }

    /**
     * Ranks contenders.
     *
     * @param shares [R, n]: of each contender the share of right answers for each example, in [0, 1]; 0 or 1 where it was asked once;
     *     R ≥ 1, n ≥ 1. Of equally right ones the first is the best
     * @param trainingShare that of {@link PairedDifference#ofFolds}; empty for examples that one set of proxies of each contender answered
     * @throws ImprintException if there is none, counts differ, or a share is out of range
     */
    public static Contest of(double[][] shares, OptionalDouble trainingShare, Bootstrap bootstrap, Parallel parallel) {
        Checks.require(
                shares.length > 0 && shares[0].length > 0, "a contest needs at least one contender and example", 0);
        int n = shares[0].length;
        Estimate[] accuracies = new Estimate[shares.length];
        for (int r = 0; r < shares.length; r++) {
            Checks.require(shares[r].length == n, "examples of contender " + r + " must be " + n, shares[r].length);
            for (int i = 0; i < n; i++) {
                Checks.inRange("share of right answers for an example", shares[r][i], 0, 1);
            }
            accuracies[r] = accuracy(shares[r]);
        }
        int best = IntStream.range(0, shares.length)
                .reduce((a, b) -> accuracies[b].value() > accuracies[a].value() ? b : a)
                .orElseThrow();
        PairedDifference[] behind = new PairedDifference[shares.length];
        parallel.forEach(shares.length, r -> behind[r] = difference(shares[best], shares[r], trainingShare));
        return new Contest(
                n, accuracies, best, behind, new MaximalDeviations(shares, bootstrap, parallel).criticalValues());
    }

    private static Estimate accuracy(double[] shares) {
        double p = Math.min(1, Arrays.stream(shares).sum() / shares.length);
        WilsonInterval interval = WilsonInterval.ofShare(p, shares.length);
        return new Estimate(p, interval.low(), interval.high());
    }

    private static PairedDifference difference(double[] a, double[] b, OptionalDouble trainingShare) {
        double[] differences =
                IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
        return trainingShare.isPresent()
                ? PairedDifference.ofFolds(differences, trainingShare.getAsDouble())
                : PairedDifference.ofExamples(differences);
    }

    /** Returns R. */
    public int size() {
        return accuracies.length;
    }

    /** Returns n. */
    public int examples() {
        return examples;
    }

    /** Returns the contender with the most right answers. */
    public int best() {
        return best;
    }

    /** Returns the share of right answers with Wilson's interval, of this contender alone. */
    public Estimate accuracy(int r) {
        return accuracies[r];
    }

    /** Returns how much better the best is than contender r, with the interval of this pair alone, as if both had been named before. */
    public PairedDifference behindAlone(int r) {
        return behind[r];
    }

    /** Returns how much better the best is than contender r, with the interval that holds for all that r could lose against. */
    public Estimate behind(int r) {
        if (r == best) {
            return new Estimate(0, 0, 0);
        }
        PairedDifference pair = behind[r];
        double centre = (pair.mean() * pair.pairs()) / (pair.pairs() + 2);
        double half = critical[r] * pair.standardError();
        return new Estimate(pair.mean(), Math.max(-1, centre - half), Math.min(1, centre + half));
    }

    /** Returns whether contender r may be the best: whether the best is not clearly better than it. */
    public boolean mayBeBest(int r) {
        return !(behind(r).low() > 0);
    }

    /** Returns the contenders, the most right first, of equally right ones in the order in which they were given. */
    public List<Integer> order() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingDouble(r -> -accuracies[r].value()))
                .toList();
    }
}
