package org.imprint.core.curve;

import java.util.OptionalDouble;
import org.imprint.core.Checks;
import org.imprint.core.Source;

/**
 * A learning curve: the share of wrong answers by the number of examples of each class.
 *
 * <pre>
 *   error(n) = a + b · n^(−c)        a ≥ 0, b ≥ 0, c in {0.05, 0.10, …, 2}
 * </pre>
 *
 * <p>Fitted by least squares: for each c the best a and b in closed form, of all the first best. So there is no start to choose and
 * nothing that does not converge. Errors that rise with n give b = 0, the mean; so do sizes that are all one but for rounding.
 *
 * @param a what no number of examples would mend
 * @param b what is above it at n = 1
 * @param c how fast it falls
 */
@Source(
        paper =
                "C. Cortes et al., Learning Curves: Asymptotic Values and Rate of Convergence, NeurIPS 1993; J. Hestness et al., Deep "
                        + "Learning Scaling is Predictable, Empirically, 2017; T. Viering, M. Loog, The Shape of Learning Curves, IEEE TPAMI 2023, POW3",
        url = "https://arxiv.org/abs/2103.10948",
        oracle = "scipy 1.10.1, scipy.optimize.nnls for each c")
public record PowerLaw(double a, double b, double c) {

    private static final double STEP = 0.05;
    private static final int STEPS = 40;

    /** The spread of n^−c, relative to the largest, below which sizes do not differ. */
    private static final double LEAST_SPREAD = 1e-9;

    /**
     * Fits a curve. Time O(points) for each of {@value #STEPS} exponents.
     *
     * @param n numbers of examples, &gt; 0, at least 3
     * @param errors share of wrong answers with each, as many
     */
    public static PowerLaw fit(double[] n, double[] errors) {
        Checks.require(n.length >= 3, "points of a learning curve must be at least 3", n.length);
        Checks.require(errors.length == n.length, "errors must be as many as sizes, " + n.length, errors.length);
        PowerLaw best = null;
        double least = Double.POSITIVE_INFINITY;
        double[] x = new double[n.length];
        for (int step = 1; step <= STEPS; step++) {
            double c = step * STEP;
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.pow(n[i], -c);
            }
            PowerLaw fit = of(c, x, errors);
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                double residual = fit.a + fit.b * x[i] - errors[i];
                squares += residual * residual;
            }
            if (squares < least) {
                least = squares;
                best = fit;
            }
        }
        return best;
    }

    /** Returns the best a, b ≥ 0 of errors = a + b x. */
    private static PowerLaw of(double c, double[] x, double[] errors) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double meanX = 0;
        double meanY = 0;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            least = Math.min(least, x[i]);
            most = Math.max(most, x[i]);
            meanX += x[i] / x.length;
            meanY += errors[i] / x.length;
            squares += x[i] * x[i];
            products += x[i] * errors[i];
        }
        double b = (products - x.length * meanX * meanY) / (squares - x.length * meanX * meanX);
        double a = meanY - b * meanX;
        if (most - least < LEAST_SPREAD * most || !(b > 0)) {
            return new PowerLaw(meanY, 0, c);
        }
        return a >= 0 ? new PowerLaw(a, b, c) : new PowerLaw(0, products / squares, c);
    }

    /** Returns the share of wrong answers with n examples of each class, at most 1. @param n &gt; 0 */
    public double error(double n) {
        return Math.min(1, a + b * Math.pow(n, -c));
    }

    /** Returns how many examples of each class an error takes; empty if it is not below what no number would mend. */
    public OptionalDouble examples(double error) {
        if (b == 0) {
            return error >= a ? OptionalDouble.of(1) : OptionalDouble.empty();
        }
        return error > a ? OptionalDouble.of(Math.max(1, Math.pow(b / (error - a), 1 / c))) : OptionalDouble.empty();
    }
}
