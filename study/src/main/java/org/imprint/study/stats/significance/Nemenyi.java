package org.imprint.study.stats.significance;

import org.imprint.core.Source;

/**
 * Nemenyi's test: two methods differ if their average ranks are farther apart than the critical difference.
 *
 * <pre>
 *   CD = q_α(k, ∞) √(k (k+1) / (12 n))       p = P(Q &gt; |r_i − r_j| / √(k (k+1) / (12 n)))
 * </pre>
 *
 * <p>The spread of ranks is that without ties, so ties make the test cautious. Tables that list q_α / √2 have 6 for 12.
 */
@Source(
        paper =
                "P. Nemenyi, Distribution-free Multiple Comparisons, Princeton 1963; J. Demšar, JMLR 7, 2006, section 3.2.2",
        url = "https://jmlr.org/papers/v7/demsar06a.html",
        oracle = "the example of Demšar's section 3.2.2")
public final class Nemenyi {

    private final int k;
    private final double unit;

    /** Of k methods on n blocks. */
    public Nemenyi(int k, int n) {
        this.k = k;
        this.unit = Math.sqrt(k * (k + 1) / (12.0 * n));
    }

    /** Returns p of two methods whose average ranks are this far apart. */
    public double p(double rankDifference) {
        return StudentizedRange.survival(Math.abs(rankDifference) / unit, k);
    }

    /** Returns the distance of average ranks whose p is α. */
    public double criticalDifference(double alpha) {
        return StudentizedRange.upperQuantile(alpha, k) * unit;
    }
}
