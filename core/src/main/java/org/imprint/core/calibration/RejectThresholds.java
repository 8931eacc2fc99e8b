package org.imprint.core.calibration;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.Source;

/**
 * The score of each class below which an answer is taken for none of the classes, so that of images of known classes a share α is.
 *
 * <pre>
 *   t_c = s_(r) + (h − r) (s_(r+1) − s_(r))   s_(r) the r-th smallest of the n_c scores of examples that, left out, are answered c
 *   h   = α (n_c + 1)        r = ⌊h⌋
 * </pre>
 *
 * <p>An answer c is refused if its score is below t_c. If examples and images to come are exchangeable, that happens to at most
 * ⌈h⌉/(n_c + 1) and at least r/(n_c + 1) of the images of known classes that are answered c, right or wrong; between two scores t_c lies
 * so that it is α where scores are evenly spread, and a little less where they get denser upwards, as in the lower tail of a single peak.
 * That is said of the images with an answer, not of those with a true class: one that is often mistaken loses more of its images.
 *
 * <p>It takes n_c ≥ ⌈1/α⌉ − 1. A class that is answered less often borrows from all: with m_g the mean of the scores of class g,
 *
 * <pre>
 *   z_i = (s_i − m_g) √(n_g / (n_g − 1))      t_c = m_c + z_α √(1 + 1/n_c)      z_α as t_c above, of the z of all classes
 * </pre>
 *
 * <p>The roots make up for means that are of the scores themselves; classes are taken to spread alike. A class that is answered for no
 * example has the quantile of all scores. Where all classes together are too few for α, nothing is refused.
 *
 * <p>An example that is asked again has the score that it had when it was left out but for rounding of floats, as with classes of equal
 * images. So each t_c is {@value #ROUNDING} · max(1, |t_c|) below what the formulas give.
 *
 * <p>Immutable.
 */
@Source(
        paper =
                "V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World, 2005, section 2.2; class by class: 4.5",
        url = "https://doi.org/10.1007/b106715",
        oracle = "numpy 2.4.6, numpy.quantile by the method weibull")
public final class RejectThresholds {

    private static final double ROUNDING = 1e-6;

    private final double[] values;
    private final boolean[] borrowed;

    private RejectThresholds(double[] values, boolean[] borrowed) {
        this.values = values;
        this.borrowed = borrowed;
    }

    /** Returns {@code alpha} if it is a false-reject rate: in (0, 0.5]. @throws org.imprint.core.ImprintException if not */
    public static double checkedRate(double alpha) {
        Checks.require(alpha > 0 && alpha <= 0.5, "false-reject rate must be in (0, 0.5]", alpha);
        return alpha;
    }

    /** Returns ⌈1/α⌉ − 1, how many examples a class must be answered for to have a threshold of its own. */
    public static int fewest(double alpha) {
        return (int) Math.ceil(1 / checkedRate(alpha) - 1e-9) - 1;
    }

    /** Returns t_c; −∞ where nothing is refused. */
    public double value(int c) {
        return values[c];
    }

    /** Returns whether t_c comes from all classes, as class c was answered for too few examples for a threshold of its own. */
    public boolean isBorrowed(int c) {
        return borrowed[c];
    }

    /**
     * Finds thresholds from scores of examples that were left out. Time O(n log n).
     *
     * @param scores of each row, as high as it would be of an image to come; a row counts where that is finite
     * @param answers the class that is answered for each row, in [0, C)
     * @param c C
     * @param alpha α, in (0, 0.5]
     */
    public static RejectThresholds of(float[] scores, int[] answers, int c, double alpha) {
        checkedRate(alpha);
        Checks.require(
                scores.length == answers.length, "answers must be as many as scores, " + scores.length, answers.length);
        double[][] own = IntStream.range(0, c)
                .mapToObj(k -> IntStream.range(0, answers.length)
                        .filter(i -> answers[i] == k)
                        .mapToDouble(i -> scores[i])
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray())
                .toArray(double[][]::new);
        Pool pool = Pool.of(own);
        double[] values = new double[c];
        boolean[] borrowed = new boolean[c];
        for (int k = 0; k < c; k++) {
            borrowed[k] = rank(own[k].length, alpha) < 1;
            values[k] = lowered(borrowed[k] ? pool.threshold(own[k], alpha) : quantile(own[k], alpha));
        }
        return new RejectThresholds(values, borrowed);
    }

    private static double lowered(double t) {
        return t - ROUNDING * Math.max(1, Math.abs(t));
    }

    /** Returns h = α(n + 1), where a product that is whole but for rounding is whole. */
    private static double rank(int n, double alpha) {
        double h = alpha * (n + 1);
        return Math.abs(h - Math.rint(h)) < 1e-9 ? Math.rint(h) : h;
    }

    /** Returns the value that a share α is below, −∞ if there are too few. @param sorted in rising order */
    private static double quantile(double[] sorted, double alpha) {
        double h = rank(sorted.length, alpha);
        int r = (int) h;
        if (r == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return h == r ? sorted[r - 1] : sorted[r - 1] + (h - r) * (sorted[r] - sorted[r - 1]);
    }

    /**
     * Scores of all classes about one centre.
     *
     * @param all sorted
     * @param centred z, sorted
     */
    private record Pool(double[] all, double[] centred) {

        static Pool of(double[][] own) {
            return new Pool(
                    Arrays.stream(own).flatMapToDouble(Arrays::stream).sorted().toArray(),
                    Arrays.stream(own)
                            .filter(s -> s.length > 1)
                            .flatMapToDouble(Pool::centred)
                            .sorted()
                            .toArray());
        }

        private static DoubleStream centred(double[] s) {
            double n = s.length;
            double mean = mean(s);
            return Arrays.stream(s).map(x -> (x - mean) * Math.sqrt(n / (n - 1)));
        }

        double threshold(double[] own, double alpha) {
            return own.length == 0
                    ? quantile(all, alpha)
                    : mean(own) + quantile(centred, alpha) * Math.sqrt(1 + 1.0 / own.length);
        }

        private static double mean(double[] s) {
            return Arrays.stream(s).average().orElseThrow();
        }
    }
}
