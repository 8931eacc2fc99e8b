package org.imprint.core.eval;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * Where a share lies that was seen in a sample, with 95 % confidence: Wilson's score interval.
 *
 * <pre>
 *   p = right / n     z = 1.96…, the 0.975 quantile of the standard normal
 *   (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 * </pre>
 *
 * <p>It never leaves [0, 1], and is honest for small n and for shares near 0 or 1. Without a sample it is all of [0, 1]. Source:
 * Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927).
 *
 * @param low lower end, in [0, 1]
 * @param high upper end, in [low, 1]
 */
public record WilsonInterval(double low, double high) {

    /**
     * Returns the interval of a share.
     *
     * @param right how many of the sample have what is counted, in [0, n]
     * @param n size of the sample, ≥ 0
     * @throws ImprintException if they are not in these ranges
     */
    public static WilsonInterval of(long right, long n) {
        Checks.require(n >= 0, "size of the sample must be at least 0", n);
        Checks.require(right >= 0 && right <= n, "counted of the sample must be in [0, " + n + "]", right);
        return n == 0 ? new WilsonInterval(0, 1) : ofShare((double) right / n, n);
    }

    /**
     * Returns the interval of a share that is the mean of several on one sample, such as over repeats of a test.
     *
     * @param p in [0, 1]
     * @param n size of the sample, ≥ 1
     * @throws ImprintException if they are not in these ranges
     */
    public static WilsonInterval ofShare(double p, long n) {
        Checks.require(n >= 1, "size of the sample must be at least 1", n);
        Checks.inRange("share", p, 0, 1);
        double z2 = Estimate.Z_95 * Estimate.Z_95 / n;
        double centre = (p + z2 / 2) / (1 + z2);
        double half = Estimate.Z_95 * Math.sqrt(p * (1 - p) / n + z2 / (4 * n)) / (1 + z2);
        return new WilsonInterval(p == 0 ? 0 : Math.max(0, centre - half), p == 1 ? 1 : Math.min(1, centre + half));
    }
}
