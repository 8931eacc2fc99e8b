package org.imprint.core.presample;

/**
 * The most likely three-parameter Weibull distribution with shape c ≥ 1 whose support holds all values.
 *
 * <pre>
 *   max over t ≥ 0 of  max over c ≥ 1, scale of  Σ ln f(xᵢ; c, min(x) − t, scale)
 *   scale^c = mean((xᵢ − loc)^c),   c: the root of  Σ yᶜ ln y / Σ yᶜ − 1/c − mean(ln y),  y = x − loc
 * </pre>
 *
 * <p>Without the bound c ≥ 1 there is no most likely distribution: for c &lt; 1 the density is infinite at loc, and so is the
 * likelihood as loc nears the smallest value. With it the likelihood is bounded and its largest value is reached, on the
 * border by the exponential distribution from min(x) on. For a given loc scale and c are exact; loc is found on a grid of
 * ratios t / (max − min) from 10⁻⁹ to 10³ and refined by golden section. So the result moves continuously with the data,
 * in contrast to a simplex search with penalties. (Data skewed to the left beyond any Weibull distribution end at
 * t = 10³·(max − min), where the quantiles are those of the limiting Gumbel distribution to about 10⁻³.)
 *
 * <p>Source: the profile likelihood of the Weibull distribution, J. F. Lawless, "Statistical Models and Methods for Lifetime
 * Data", 2003, sections 5.2 and 5.5. All in double. Time O(n) for each of about 80 values of loc.
 */
final class ProfileFit {

    private static final double SMALLEST = Math.log(1e-9);
    private static final double LARGEST = Math.log(1e3);
    private static final int GRID = 40;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final double[] aboveMin;
    private final double min;
    private final double range;
    /** ln of (x − loc) / (max − loc) at the loc looked at last. */
    private final double[] logs;

    private ProfileFit(float[] x) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : x) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        min = low;
        range = (double) high - low;
        aboveMin = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            aboveMin[i] = x[i] - min;
        }
        logs = new double[x.length];
    }

    /**
     * Returns the fit.
     *
     * @param x finite values, at least two of them different
     */
    static WeibullFit of(float[] x) {
        return new ProfileFit(x).search();
    }

    /** A distribution and its mean ln f over the data. */
    private record Candidate(WeibullFit fit, double likelihood) {}

    private WeibullFit search() {
        double step = (LARGEST - SMALLEST) / GRID;
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double likelihood = at(SMALLEST + i * step).likelihood;
            if (likelihood > highest) {
                highest = likelihood;
                best = i;
            }
        }
        Candidate inner = refined(SMALLEST + Math.max(best - 1, 0) * step, SMALLEST + Math.min(best + 1, GRID) * step);
        Candidate border = exponential();
        return inner.likelihood > border.likelihood ? inner.fit : border.fit;
    }

    private Candidate refined(double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        Candidate atLeft = at(left);
        Candidate atRight = at(right);
        while (high - low > 1e-7) {
            if (atLeft.likelihood >= atRight.likelihood) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = at(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = at(right);
            }
        }
        return atLeft.likelihood >= atRight.likelihood ? atLeft : atRight;
    }

    private Candidate exponential() {
        double mean = 0;
        for (double y : aboveMin) {
            mean += y;
        }
        mean /= aboveMin.length;
        return new Candidate(new WeibullFit(1, min, mean), -Math.log(mean) - 1);
    }

    /** Returns the most likely distribution with loc = min − range·e^u and c ≥ 1. */
    private Candidate at(double u) {
        double t = range * Math.exp(u);
        double longest = range + t;
        double meanLog = 0;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log((aboveMin[i] + t) / longest);
            meanLog += logs[i];
        }
        meanLog /= logs.length;
        double c = shape(meanLog);
        double logScale = Math.log(longest) + Math.log(powerSums(c)[0] / logs.length) / c;
        double likelihood = Math.log(c) - c * logScale + (c - 1) * (meanLog + Math.log(longest)) - 1;
        return new Candidate(new WeibullFit(c, min - t, Math.exp(logScale)), likelihood);
    }

    /** Returns the root of the likelihood equation for c, or 1 if it is smaller: Newton steps kept inside a bracket. */
    private double shape(double meanLog) {
        double low = 1;
        double high = Double.POSITIVE_INFINITY;
        double c = 1;
        for (int i = 0; i < 200; i++) {
            double[] sums = powerSums(c);
            double weighted = sums[1] / sums[0];
            double off = weighted - 1 / c - meanLog;
            if (off >= 0) {
                if (c == 1) {
                    return 1;
                }
                high = c;
            } else {
                low = c;
            }
            double next = c - off / (sums[2] / sums[0] - weighted * weighted + 1 / (c * c));
            if (!(next > low && next < high)) {
                next = high == Double.POSITIVE_INFINITY ? 2 * c : (low + high) / 2;
            }
            if (Math.abs(next - c) <= 1e-13 * c) {
                return next;
            }
            c = next;
        }
        return c;
    }

    /** Returns Σ zᶜ, Σ zᶜ ln z and Σ zᶜ (ln z)², where ln z are the {@link #logs}. */
    private double[] powerSums(double c) {
        double[] sums = new double[3];
        for (double log : logs) {
            double power = Math.exp(c * log);
            sums[0] += power;
            sums[1] += power * log;
            sums[2] += power * log * log;
        }
        return sums;
    }
}
