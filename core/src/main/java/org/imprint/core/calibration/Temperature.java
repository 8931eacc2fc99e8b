package org.imprint.core.calibration;

import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.matrix.FloatMatrix;

/**
 * One number that turns class scores into probabilities without changing their order.
 *
 * <pre>
 *   p_c = exp(s_c / T) / Σ_c' exp(s_c' / T)
 *   T   = argmin −(1/n) Σ_i Σ_c t_ic ln p_ic        t_ic = 1 − ε for the true class, ε / (C − 1) for each other
 *   ε   = 1 / (n + 2)
 * </pre>
 *
 * <p>Without ε scores that are all right would ask for T = 0, and so for certainty, however few they are; Platt's targets for two
 * classes are these. The sum is convex in 1/T, whose derivative is bisected. Uses no randomness.
 *
 * @param value T, finite and &gt; 0; unit: that of the scores
 */
@Source(
        paper =
                "C. Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2; targets: J. Platt, 1999",
        url = "https://arxiv.org/abs/1706.04599",
        oracle = "scipy 1.17.1, scipy.optimize.minimize_scalar on the formula")
public record Temperature(double value) {

    /** Scores as they are. */
    public static final Temperature ONE = new Temperature(1);

    private static final double SHARPEST = 0x1p40;
    private static final int HALVINGS = 200;

    /** Checks the range. */
    public Temperature {
        Checks.positive("temperature", value);
    }

    /**
     * Fits T to scores of known classes, such as those that leave-one-out gives. Time O(n·C) for each of about 60 steps.
     *
     * @param scores [n, C], finite
     * @param classes true class of each row, in [0, C)
     * @return {@link #ONE} if there is no row or but one class, or if scores say nothing
     */
    public static Temperature fit(FloatMatrix scores, int[] classes) {
        Checks.require(
                scores.rows() == classes.length, "classes must be as many as rows, " + scores.rows(), classes.length);
        if (scores.rows() == 0 || scores.cols() < 2) {
            return ONE;
        }
        double spread = spread(scores);
        if (!(spread > 0)) {
            return ONE;
        }
        double low = 0;
        double high = SHARPEST / spread;
        if (slope(scores, classes, 0) >= 0) {
            return new Temperature(spread * SHARPEST); // scores that are no better than none: all classes alike
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-14 * high; i++) {
            // Over so many magnitudes the middle is that of the exponents, once there is a lower end
            double middle = low == 0 ? high / 1024 : low * 2 < high ? Math.sqrt(low * high) : (low + high) / 2;
            if (slope(scores, classes, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Temperature(2 / (low + high));
    }

    /** Returns the largest distance between two scores of one row. */
    private static double spread(FloatMatrix scores) {
        double widest = 0;
        for (int i = 0; i < scores.rows(); i++) {
            double lo = Double.POSITIVE_INFINITY;
            double hi = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < scores.cols(); c++) {
                lo = Math.min(lo, scores.get(i, c));
                hi = Math.max(hi, scores.get(i, c));
            }
            widest = Math.max(widest, hi - lo);
        }
        return widest;
    }

    /** Returns the derivative of the negative log-likelihood by 1/T, times n: Σ_i Σ_c (p_ic − t_ic) s_ic. */
    private static double slope(FloatMatrix scores, int[] classes, double sharpness) {
        int n = scores.rows();
        int c = scores.cols();
        double epsilon = 1.0 / (n + 2);
        double[] p = new double[c];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            softmax(scores, i, sharpness, p);
            for (int k = 0; k < c; k++) {
                double target = k == classes[i] ? 1 - epsilon : epsilon / (c - 1);
                sum += (p[k] - target) * scores.get(i, k);
            }
        }
        return sum;
    }

    private static void softmax(FloatMatrix scores, int i, double sharpness, double[] p) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < p.length; k++) {
            most = Math.max(most, scores.get(i, k));
        }
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp((scores.get(i, k) - most) * sharpness);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
    }

    /** Returns the probability of each class, C of them, which sum to 1. */
    public double[] probabilities(float[] scores) {
        double[] p = new double[scores.length];
        softmax(FloatMatrix.of(1, scores.length, scores), 0, 1 / value, p);
        return p;
    }
}
