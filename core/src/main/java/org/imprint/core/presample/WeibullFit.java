package org.imprint.core.presample;

/**
 * A three-parameter Weibull distribution fitted to data; F(x) = 1 − exp(−((x − loc)/scale)^c) for x ≥ loc.
 *
 * @param c shape, &gt; 0
 * @param loc lower end of the support
 * @param scale &gt; 0, in units of the data
 */
record WeibullFit(double c, double loc, double scale) {

    /** Returns the p-quantile: loc for p = 0, ∞ for p = 1. */
    double quantile(double p) {
        return loc + scale * Math.pow(-Math.log1p(-p), 1 / c);
    }

    /** Returns −Σ ln f(xᵢ) in double; infinite if a value lies at or below loc and the density there is 0. */
    double negativeLogLikelihood(float[] x) {
        double sum = 0;
        for (float value : x) {
            double y = (value - loc) / scale;
            if (y < 0) {
                return Double.POSITIVE_INFINITY;
            }
            double power = c == 1 ? 0 : (c - 1) * Math.log(y);
            sum += Math.log(c) + power - Math.pow(y, c) - Math.log(scale);
        }
        return -sum;
    }
}
