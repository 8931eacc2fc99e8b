package org.imprint.study.stats.significance;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;

/**
 * How two measures of the same things go together: Pearson's r, Spearman's ρ, and the least-squares line y = a + b x.
 *
 * <pre>
 *   r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²)      ρ = r of the ranks, ties sharing the mean of theirs
 *   p = P(|T| ≥ |r| √((n − 2) / (1 − r²))), T Student's with n − 2 degrees of freedom; likewise for ρ
 *   b = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)²                     a = ȳ − b x̄           R² = r²
 * </pre>
 *
 * <p>With fewer than three points, or if x or y is constant, what is undefined is NaN; p is 0 for |r| = 1. Time O(n log n).
 *
 * @param n number of points
 * @param pearson r
 * @param pearsonP two-sided p-value of r = 0
 * @param spearman ρ
 * @param spearmanP two-sided p-value of ρ = 0, by Student's distribution
 * @param slope b
 * @param intercept a
 */
@Source(
        paper = "C. Spearman, American Journal of Psychology 15, 1904",
        url = "https://doi.org/10.2307/1412159",
        oracle = "scipy.stats.pearsonr, spearmanr, linregress")
public record Correlation(
        int n, double pearson, double pearsonP, double spearman, double spearmanP, double slope, double intercept) {

    /**
     * Returns how {@code x} and {@code y} go together; pairs with NaN are left out.
     *
     * @throws ImprintException if the lengths differ
     */
    public static Correlation of(double[] x, double[] y) {
        Checks.require(x.length == y.length, "x and y must have one length", x.length + " and " + y.length);
        double[][] pairs = new double[x.length][];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                pairs[n++] = new double[] {x[i], y[i]};
            }
        }
        double[] a = Arrays.stream(pairs, 0, n).mapToDouble(p -> p[0]).toArray();
        double[] b = Arrays.stream(pairs, 0, n).mapToDouble(p -> p[1]).toArray();
        if (n < 3) {
            return new Correlation(n, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double r = correlate(a, b);
        double rho = correlate(Ranks.average(a), Ranks.average(b));
        double slope = products(a, b) / products(a, a);
        double intercept = mean(b) - slope * mean(a);
        return new Correlation(n, r, p(r, n), rho, p(rho, n), slope, products(a, a) == 0 ? Double.NaN : intercept);
    }

    /** Returns R², the part of the variance of y that the line explains. */
    public double rSquared() {
        return pearson * pearson;
    }

    private static double correlate(double[] a, double[] b) {
        double r = products(a, b) / Math.sqrt(products(a, a) * products(b, b));
        return Double.isNaN(r) ? Double.NaN : Math.max(-1, Math.min(1, r));
    }

    private static double p(double r, int n) {
        if (Double.isNaN(r) || Math.abs(r) == 1) {
            return Double.isNaN(r) ? Double.NaN : 0;
        }
        double t = Math.abs(r) * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
        return 2 * TDistribution.of(n - 2).survivalProbability(t);
    }

    private static double products(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
