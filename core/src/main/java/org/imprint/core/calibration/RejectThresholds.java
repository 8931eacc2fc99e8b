package org.imprint.core.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.Source;

/**
 * The score of each class below which an answer is taken for none of the classes, so that of images of known classes at most a share α
 * is.
 *
 * <pre>
 *   t_c = s_(r)   the r-th smallest of n_c scores that examples of class c have for it when left out,   r = ⌊α (n_c + 1)⌋
 * </pre>
 *
 * <p>An answer is refused if its score is below t_c. If examples and images to come are exchangeable, that happens to at most α of those
 * of class c. It takes n_c ≥ ⌈1/α⌉ − 1. A smaller class borrows: t_c = m_c + σ_c z_(r), with z the scores of all classes less the mean
 * m_c of their class and over its deviation σ_c; a class of one example, which has no score when left out, has the means of m and σ. Where
 * all classes together are too few for α, nothing is refused.
 *
 * <p>Scores stand with the class that a row has, whatever was answered for it when it was left out; an image to come is held against the
 * threshold of its answer. Where some answers are wrong, the share of all images is near α, that of one class's need not be.
 *
 * <p>Immutable.
 */
@Source(
        paper =
                "V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World, 2005, section 2.2; class by class: 4.5",
        url = "https://doi.org/10.1007/b106715",
        oracle = "numpy 2.4.6, sorted scores by hand")
public final class RejectThresholds {

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

    /** Returns ⌈1/α⌉ − 1, the fewest examples that a class needs for a threshold of its own. */
    public static int fewest(double alpha) {
        return (int) Math.ceil(1 / checkedRate(alpha) - 1e-9) - 1;
    }

    /** Returns t_c; −∞ where nothing is refused. */
    public double value(int c) {
        return values[c];
    }

    /** Returns whether t_c comes from all classes, as class c has too few examples for a threshold of its own. */
    public boolean isBorrowed(int c) {
        return borrowed[c];
    }

    /**
     * Finds thresholds from scores of examples that were left out. Time O(n log n).
     *
     * @param scores of each row, as high as it would be of an image to come; a row counts where that is finite
     * @param classes own class of each row, in [0, C)
     * @param c C
     * @param alpha α, in (0, 0.5]
     */
    public static RejectThresholds of(float[] scores, int[] classes, int c, double alpha) {
        checkedRate(alpha);
        Checks.require(
                scores.length == classes.length, "classes must be as many as scores, " + scores.length, classes.length);
        double[][] own = IntStream.range(0, c)
                .mapToObj(k -> IntStream.range(0, classes.length)
                        .filter(i -> classes[i] == k)
                        .mapToDouble(i -> scores[i])
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray())
                .toArray(double[][]::new);
        Pool pool = Pool.of(own);
        double[] values = new double[c];
        boolean[] borrowed = new boolean[c];
        for (int k = 0; k < c; k++) {
            int rank = rank(own[k].length, alpha);
            borrowed[k] = rank == 0;
            values[k] = rank > 0 ? own[k][rank - 1] : pool.threshold(own[k], alpha);
        }
        return new RejectThresholds(values, borrowed);
    }

    /** Returns ⌊α(n + 1)⌋, where a product that is whole but for rounding counts as whole. */
    private static int rank(int n, double alpha) {
        return (int) Math.floor(alpha * (n + 1) + 1e-9);
    }

    /**
     * Scores of all classes on one scale.
     *
     * @param scaled sorted
     * @param mean mean of the class means
     * @param deviation mean of the class deviations
     */
    private record Pool(double[] scaled, double mean, double deviation) {

        static Pool of(double[][] own) {
            double[][] spread = Arrays.stream(own)
                    .filter(s -> s.length > 1 && deviation(s) > 0)
                    .toArray(double[][]::new);
            double[] scaled = Arrays.stream(spread)
                    .flatMapToDouble(s -> Arrays.stream(s).map(x -> (x - mean(s)) / deviation(s)))
                    .sorted()
                    .toArray();
            return new Pool(
                    scaled,
                    Arrays.stream(spread).mapToDouble(Pool::mean).average().orElse(0),
                    Arrays.stream(spread).mapToDouble(Pool::deviation).average().orElse(0));
        }

        double threshold(double[] own, double alpha) {
            int rank = rank(scaled.length, alpha);
            if (rank == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            boolean alone = own.length < 2 || deviation(own) == 0;
            double centre = own.length == 0 ? mean : mean(own);
            return centre + scaled[rank - 1] * (alone ? deviation : deviation(own));
        }

        private static double mean(double[] s) {
            return Arrays.stream(s).average().orElseThrow();
        }

        /** The square root of the unbiased variance. */
        private static double deviation(double[] s) {
            double m = mean(s);
            return Math.sqrt(Arrays.stream(s).map(x -> (x - m) * (x - m)).sum() / (s.length - 1));
        }
    }
}
