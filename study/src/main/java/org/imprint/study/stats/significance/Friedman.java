package org.imprint.study.stats.significance;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;

/**
 * Friedman's test of the hypothesis that all methods are alike: are ranks within blocks random?
 *
 * <pre>
 *   χ² = (12 / (n k (k+1)) Σ_j R_j² − 3 n (k+1)) / c      c = 1 − Σ (t³ − t) / (n k (k² − 1))
 *   R_j  sum of the ranks of method j over n blocks       t    sizes of groups of equal scores within a block
 * </pre>
 *
 * <p>p is the upper tail of χ² with k − 1 degrees of freedom, an approximation that is rough below about ten blocks. If
 * every block is one tie, c = 0 and both are NaN. Time O(n k log k).
 *
 * @param statistic χ², tie-corrected; NaN if all scores of each block are equal
 * @param degrees k − 1
 * @param p upper tail
 */
@Source(
        paper = "M. Friedman, The Use of Ranks to Avoid the Assumption of Normality, JASA 32, 1937; with ties: "
                + "M. Hollander and D. A. Wolfe, Nonparametric Statistical Methods, section 7.1",
        url = "https://doi.org/10.1080/01621459.1937.10503522",
        oracle = "scipy.stats.friedmanchisquare")
public record Friedman(double statistic, int degrees, double p) {

    /**
     * Returns the test of aligned scores.
     *
     * @param scores [k, n], finite, k ≥ 3 methods and n ≥ 1 blocks
     * @throws ImprintException if there are fewer
     */
    public static Friedman of(double[][] scores) {
        int k = scores.length;
        Checks.require(k >= 3, "Friedman's test needs at least three methods", k);
        int n = scores[0].length;
        Checks.require(n >= 1, "Friedman's test needs at least one block", n);
        double[] sums = new double[k];
        double ties = 0;
        for (int j = 0; j < n; j++) {
            double[] block = Ranks.column(scores, j, 1);
            double[] ranks = Ranks.average(block);
            for (int i = 0; i < k; i++) {
                sums[i] += ranks[i];
            }
            ties += Ranks.tieSum(block);
        }
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        double c = 1 - ties / (k * ((double) k * k - 1) * n);
        double statistic = (12.0 / (k * (double) n * (k + 1)) * squares - 3.0 * n * (k + 1)) / c;
        if (Double.isNaN(statistic) || c == 0) {
            return new Friedman(Double.NaN, k - 1, Double.NaN);
        }
        return new Friedman(statistic, k - 1, ChiSquaredDistribution.of(k - 1.0).survivalProbability(statistic));
    }
}
