package org.imprint.study.stats.significance;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;

/**
 * Wilcoxon's signed-rank test of paired scores, two-sided, zeros after Pratt: zeros are ranked with the other differences,
 * then their ranks are dropped.
 *
 * <pre>
 *   W+, W−    sums of the ranks of |d_i| with d_i &gt; 0, d_i &lt; 0     W+ + W− = n(n+1)/2 − z(z+1)/2
 *   exact     p = min(1, 2 min(P(W ≤ ⌈W+⌉), P(W ≥ ⌊W+⌋)))
 *   normal    p = 2 (1 − Φ(|W+ − μ| / σ))                        μ = (n(n+1) − z(z+1)) / 4
 *             σ² = (n(n+1)(2n+1) − z(z+1)(2z+1) − Σ (t³ − t) / 2) / 24,  t over ties of |d_i| &gt; 0
 * </pre>
 *
 * <p>If every difference is zero, nothing speaks against equality and p = 1. Time O(n log n), exact O(n³).
 *
 * @param n number of differences, zeros included
 * @param zeros z
 * @param wPlus W+
 * @param wMinus W−
 * @param exact whether p comes from an exact distribution
 * @param p two-sided
 */
@Source(
        paper = "J. W. Pratt, Remarks on Zeros and Ties in the Wilcoxon Signed Rank Procedures, JASA 54, 1959; normal "
                + "approximation: E. E. Cureton, JASA 62, 1967",
        url = "https://doi.org/10.1080/01621459.1959.10501526",
        oracle = "scipy.stats.wilcoxon(zero_method='pratt'), SciPy 1.14.1")
public record SignedRank(int n, int zeros, double wPlus, double wMinus, boolean exact, double p) {

    private static final int AUTO_EXACT_LIMIT = 50;
    private static final int EXACT_LIMIT = 200;
    private static final int TIE_BITS = 40;

    /**
     * Returns the test of differences.
     *
     * @param differences finite, at least one; positive where the first of the pair is the larger
     * @throws ImprintException if there are none, or more than 200 under {@link SignedRankMethod#EXACT}
     */
    public static SignedRank of(double[] differences, SignedRankMethod method) {
        int n = differences.length;
        Checks.require(n >= 1, "the signed-rank test needs at least one pair", n);
        double[] size = Arrays.stream(differences).map(Math::abs).toArray();
        double[] ranks = Ranks.average(size);
        double plus = 0;
        double minus = 0;
        for (int i = 0; i < n; i++) {
            plus += differences[i] > 0 ? ranks[i] : 0;
            minus += differences[i] < 0 ? ranks[i] : 0;
        }
        double[] nonZero = Arrays.stream(size).filter(d -> d > 0).toArray();
        int zeros = n - nonZero.length;
        if (zeros == n) {
            return new SignedRank(n, zeros, 0, 0, true, 1);
        }
        return switch (method) {
            case EXACT -> {
                Checks.inRange("blocks of an exact signed-rank test", n, 1, EXACT_LIMIT);
                int[] doubled = IntStream.range(0, n)
                        .filter(i -> size[i] > 0)
                        .map(i -> (int) (2 * ranks[i]))
                        .toArray();
                yield new SignedRank(n, zeros, plus, minus, true, exactP(doubled, 2 * plus));
            }
            case AUTO -> {
                boolean exact = n <= AUTO_EXACT_LIMIT && zeros == 0;
                int[] untied = exact ? IntStream.rangeClosed(1, n).toArray() : new int[0];
                double p = exact ? exactP(untied, plus) : normalP(n, zeros, plus, Ranks.tieSum(nonZero));
                yield new SignedRank(n, zeros, plus, minus, exact, p);
            }
            case ASYMPTOTIC ->
                new SignedRank(n, zeros, plus, minus, false, normalP(n, zeros, plus, Ranks.tieSum(nonZero)));
        };
    }

    /** Returns x − y. */
    public static double[] differences(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i] - y[i]).toArray();
    }

    /**
     * Returns x − y to the nearest multiple of 2⁻⁴⁰ (10⁻¹²) of the largest score, so that 0.9 − 0.8 and 0.4 − 0.3 are a tie
     * although they differ in their last bits.
     */
    public static double[] roundedDifferences(double[] x, double[] y) {
        double largest = IntStream.range(0, x.length)
                .mapToDouble(i -> Math.max(Math.abs(x[i]), Math.abs(y[i])))
                .max()
                .orElse(0);
        if (largest < Double.MIN_NORMAL) {
            return differences(x, y);
        }
        int shift = TIE_BITS - Math.getExponent(largest);
        return Arrays.stream(differences(x, y))
                .map(d -> Math.scalb(Math.rint(Math.scalb(d, shift)), -shift))
                .toArray();
    }

    /**
     * Returns the matched-pairs rank-biserial correlation (W+ − W−) / (W+ + W−), in [−1, 1]: 1 if the first is the larger in
     * every pair that differs, 0 for balance or no difference at all.
     */
    public double rankBiserial() {
        return zeros == n ? 0 : (wPlus - wMinus) / (wPlus + wMinus);
    }

    /** Returns P(W as far out as {@code w} or farther) for W the sum of a random half of {@code ranks}. */
    private static double exactP(int[] ranks, double w) {
        double[] pmf = {1};
        for (int rank : ranks) {
            double[] next = new double[pmf.length + rank];
            for (int s = 0; s < pmf.length; s++) {
                next[s] += pmf[s] / 2;
                next[s + rank] += pmf[s] / 2;
            }
            pmf = next;
        }
        // The distribution is symmetric: the upper tail from ⌊w⌋ is the lower tail to total − ⌊w⌋, summed from its
        // small end.
        int total = pmf.length - 1;
        int to = Math.min((int) Math.ceil(w), total - (int) Math.floor(w));
        double tail = 0;
        for (int s = 0; s <= to; s++) {
            tail += pmf[s];
        }
        return Math.min(1, 2 * tail);
    }

    private static double normalP(int count, int zeros, double plus, double ties) {
        double n = count;
        double z = zeros;
        double mean = (n * (n + 1) - z * (z + 1)) / 4;
        double variance = (n * (n + 1) * (2 * n + 1) - z * (z + 1) * (2 * z + 1) - ties / 2) / 24;
        return 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(plus - mean) / Math.sqrt(variance));
    }
}
