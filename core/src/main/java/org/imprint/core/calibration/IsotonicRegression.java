package org.imprint.core.calibration;

import java.util.Arrays;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;

/**
 * The rising function that is nearest to given points, such as scores and whether each answer is right.
 *
 * <pre>
 *   f = argmin Σ_i (f(x_i) − y_i)²    over all f with f(a) ≤ f(b) for a &lt; b
 * </pre>
 *
 * <p>Points of equal x count as one at their mean y, weighted by their number; then neighbours that fall are pooled until none does
 * (PAV). Between points f is linear, outside of them it is that of the nearest. Immutable; memory O(n).
 */
@Source(
        paper =
                "M. Ayer et al., An Empirical Distribution Function for Sampling with Incomplete Information, Ann. Math. Stat. "
                        + "26, 1955; for probabilities: B. Zadrozny, C. Elkan, KDD 2002",
        url = "https://doi.org/10.1214/aoms/1177728423",
        oracle = "scikit-learn 1.2.1, sklearn.isotonic.IsotonicRegression(out_of_bounds=\"clip\")")
public final class IsotonicRegression {

    private final double[] x;
    private final double[] y;

    /** Takes f at distinct x in rising order. */
    IsotonicRegression(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Fits f. Time O(n log n).
     *
     * @param x finite; n ≥ 1
     * @param y finite, as many
     * @throws ImprintException if they are not, naming the point
     */
    public static IsotonicRegression fit(double[] x, double[] y) {
        Checks.require(x.length >= 1, "isotonic regression needs at least one point", x.length);
        Checks.require(x.length == y.length, "y must be as many as x, " + x.length, y.length);
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
                Checks.require(false, "point " + i + " must be finite", "(" + x[i] + ", " + y[i] + ")");
            }
        }
        return DistinctPoints.of(x, y).fit();
    }

    /** Returns f(at); NaN of NaN. Time O(log n). */
    public double value(double at) {
        if (Double.isNaN(at)) {
            return Double.NaN;
        }
        int found = Arrays.binarySearch(x, at + 0.0);
        int above = found >= 0 ? found : -found - 1;
        if (found >= 0 || above == 0) {
            return y[above];
        }
        if (above == x.length || y[above] == y[above - 1]) {
            return y[above - 1];
        }
        double share = (at - x[above - 1]) / (x[above] - x[above - 1]);
        return y[above - 1] + share * (y[above] - y[above - 1]);
    }
}
