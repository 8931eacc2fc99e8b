package org.imprint.core.eval;

import java.util.Arrays;
import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.random.NumpyRandom;

/**
 * How often a sample is drawn anew from itself, with replacement, to see how far its figures spread.
 *
 * <p>The interval is the percentile interval: the quantiles 0.025 and 0.975 of the figures of all resamples, interpolated linearly.
 * It knows only what the sample holds: a figure that no resample can change, such as the AUROC of scores that part without fault, has
 * an interval of width 0 however small the sample. Draws come from NumPy's stream of the seed, in one order, so that figures are the same
 * for any number of threads.
 *
 * @param resamples in [40, 1,000,000]; fewer than 40 have no quantile 0.025
 * @param seed in [0, 2^32 − 1]
 */
@Source(
        paper = "B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3",
        url = "https://doi.org/10.1201/9780429246593",
        oracle = "numpy 1.24.2, numpy.random.RandomState.random_sample and numpy.percentile")
public record Bootstrap(int resamples, long seed) {

    private static final double TAIL = 0.025;

    /** Checks the ranges. */
    public Bootstrap {
        Checks.inRange("resamples", resamples, 40, 1_000_000);
        Checks.require(seed >= 0 && seed <= 0xffffffffL, "seed must be in [0, 4294967295]", seed);
    }

    /** Returns 1,000 resamples. @param seed in [0, 2^32 − 1] */
    public static Bootstrap ofSeed(long seed) {
        return new Bootstrap(1000, seed);
    }

    /** Returns a fresh stream. */
    NumpyRandom stream() {
        return new NumpyRandom(seed);
    }

    /** Returns an index in [0, n), each as likely. @param n ≥ 1 */
    static int draw(NumpyRandom stream, int n) {
        return (int) (stream.nextDouble() * n);
    }

    /** Returns the figure of the sample with the percentile interval. @param resampled one figure a resample */
    static Estimate estimate(double value, double[] resampled) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        return new Estimate(value, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
