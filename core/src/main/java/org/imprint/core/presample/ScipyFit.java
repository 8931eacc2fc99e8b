package org.imprint.core.presample;

import org.apache.commons.numbers.gamma.Gamma;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.NumpySums;

/**
 * {@code scipy.stats.weibull_min.fit} on float data: a start by moments, then a downhill simplex over (c, loc, scale).
 *
 * <p>The log-likelihood is computed in float, and each value outside the support costs a large constant instead of making it
 * infinite. If the start leaves values outside, the search may end there, and which of several ends it takes can hang on a
 * last bit of the data. Source: scipy 1.14, {@code _continuous_distns.py} (weibull_min) and {@code _distn_infrastructure.py}.
 */
final class ScipyFit {

    private static final double LOWEST_SHAPE = 0.02;
    private static final double HIGHEST_SHAPE = 1e4;
    /** 100 ln(largest double), for each value outside the support. */
    private static final double PENALTY = Math.log(Double.MAX_VALUE) * 100;

    private ScipyFit() {}

    /**
     * Returns the fit.
     *
     * @param x at least one value, all finite
     * @throws ImprintException if the values are all equal to float precision, where scipy fails
     */
    static WeibullFit of(float[] x) {
        double[] best = NelderMead.minimise(theta -> objective(x, theta), start(x));
        return new WeibullFit(best[0], best[1], best[2]);
    }

    /** Returns (c, loc, scale) with the mean, variance and skewness of the data. */
    static double[] start(float[] x) {
        float mean = FloatMoments.mean(x);
        float variance = FloatMoments.centralMoment(x, 2);
        float spread = 1e-6f * mean;
        Checks.require(
                variance > spread * spread,
                "values for a Weibull fit in reference semantics must differ (scipy finds no skewness and fails), variance",
                variance);
        double skewness = FloatMoments.centralMoment(x, 3) / Math.pow(variance, 1.5);
        if (skewness < skewness(HIGHEST_SHAPE)) {
            return exponentialStart(x, mean, variance);
        }
        double c = shape(skewness);
        double g1 = Gamma.value(1 + 1 / c);
        double scale = Math.sqrt(variance / (Gamma.value(1 + 2 / c) - g1 * g1));
        return new double[] {c, mean - scale * g1, scale};
    }

    /** scipy's start for any distribution, at c = 1: loc and scale by moments, or with a margin below the data. */
    private static double[] exponentialStart(float[] x, float mean, float variance) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : x) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double scale = Math.sqrt(variance);
        double loc = mean - scale;
        return loc < min ? new double[] {1, loc, scale} : new double[] {1, min - (max - min) * 0.1, 1};
    }

    /** Returns the skewness of a Weibull distribution of shape c. */
    private static double skewness(double c) {
        double g1 = Gamma.value(1 + 1 / c);
        double g2 = Gamma.value(1 + 2 / c);
        double g3 = Gamma.value(1 + 3 / c);
        return (2 * g1 * g1 * g1 - 3 * g1 * g2 + g3) / Math.pow(g2 - g1 * g1, 1.5);
    }

    /** Solves skewness(c) = wanted by scipy's bisection; skewness falls with c. */
    private static double shape(double wanted) {
        double low = LOWEST_SHAPE;
        double width = HIGHEST_SHAPE - low;
        double middle = low;
        for (int i = 0; i < 100; i++) {
            width /= 2;
            middle = low + width;
            double off = skewness(middle) - wanted;
            if (off >= 0) {
                low = middle;
            }
            if (off == 0 || width < 2e-12 + 4 * Math.ulp(1.0) * middle) {
                break;
            }
        }
        return middle;
    }

    /** Returns the penalised −ln L, rounded to float where scipy rounds. */
    static double objective(float[] x, double[] theta) {
        double c = theta[0];
        double scale = theta[2];
        if (!(c > 0) || scale <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        float shape = (float) c;
        float exponent = (float) (c - 1);
        float logShape = (float) Math.log(c);
        float[] terms = new float[x.length];
        int inside = 0;
        for (float value : x) {
            float y = (value - (float) theta[1]) / (float) scale;
            if (y >= 0) {
                float power = exponent == 0 ? 0 : (float) (exponent * Math.log(y));
                float term = logShape + power - (float) Math.pow(y, shape);
                if (Float.isFinite(term)) {
                    terms[inside++] = term;
                }
            }
        }
        double penalty = (x.length - inside) * PENALTY;
        return -NumpySums.sum(terms, 0, inside) + penalty + x.length * Math.log(scale);
    }
}
