package org.imprint.core.presample;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.TorchReductions;

/**
 * Keeps the rows whose distance from the class mean lies between two quantiles of a Weibull distribution fitted to these
 * distances.
 *
 * <pre>
 *   distᵢ = ‖xᵢ − mean‖₂          keep i if q(low) ≤ distᵢ ≤ q(high)
 *   q(p) = loc + scale · (−ln(1 − p))^(1/c)          q(0) = loc, q(1) = ∞
 * </pre>
 *
 * <p>Rows keep their order. Mean, distances and the comparison are in float, as torch computes them.
 *
 * <p>{@link Semantics#CORRECTED} fits with {@link ProfileFit}: every row lies inside the support, so a lower quantile of 0 drops
 * nothing near the mean and the band [0, 1] keeps every row. {@link Semantics#REFERENCE} fits as scipy does
 * ({@link ScipyFit}), whose search may end with rows outside the support: there even the band [0, 1] can drop rows.
 *
 * <p>If all distances are equal, corrected semantics keep all rows and reference semantics fail, as scipy does. A band that
 * keeps no row is an error in corrected semantics; in reference semantics no index is returned, and the published code goes
 * on with a class that has no proxies. Time O(n·d) plus the fit, O(n) for each of some hundred steps.
 *
 * @param low lower quantile, 0 ≤ low &lt; high
 * @param high upper quantile, low &lt; high ≤ 1
 */
@Source(
        paper = Source.IMPRINT + ", presampling 'weibull'",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/proxy/prefilter.py with scipy.stats.weibull_min.fit")
public record WeibullBand(double low, double high) implements Band {

    /** Checks the ranges. */
    public WeibullBand {
        Checks.inRange("weibull.low", low, 0.0, 1.0);
        Checks.inRange("weibull.high", high, 0.0, 1.0);
        Checks.require(low < high, "weibull.low must be less than weibull.high, " + high, low);
    }

    @Override
    public WeibullBand weibull() {
        return this;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ImprintException if a distance is not finite, if the band keeps no row (corrected), or if all distances
     *     are equal (reference)
     */
    @Override
    public int[] keep(ClassRows rows, Run run) {
        float[] distances = distances(rows.rows());
        requireFinite(distances, rows.label());
        if (run.semantics().isReference()) {
            WeibullFit fit = ScipyFit.of(distances);
            return within(distances, (float) fit.quantile(low), (float) fit.quantile(high));
        }
        int[] kept = constant(distances) ? new KeepAll().keep(rows, run) : within(distances, ProfileFit.of(distances));
        Checks.require(
                kept.length > 0,
                "Weibull band [" + low + ", " + high + "] must keep at least one of the " + rows.size()
                        + " rows of class " + rows.label(),
                0);
        return kept;
    }

    /** Returns ‖xᵢ − mean‖₂ in float, the mean and the norms summed as torch does. */
    static float[] distances(FloatMatrix x) {
        float[] mean = TorchReductions.columnMeans(x);
        FloatMatrix centred = x.copy();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.cols(); j++) {
                centred.data()[centred.offset(i) + j] -= mean[j];
            }
        }
        return TorchReductions.rowNorms(centred);
    }

    private static void requireFinite(float[] distances, int label) {
        for (int i = 0; i < distances.length; i++) {
            if (!Float.isFinite(distances[i])) {
                throw new ImprintException("rows for a Weibull band must have finite distances from their mean, row "
                        + i + " of class " + label + " was at " + distances[i]);
            }
        }
    }

    private static boolean constant(float[] distances) {
        for (float distance : distances) {
            if (distance != distances[0]) {
                return false;
            }
        }
        return true;
    }

    private int[] within(float[] distances, WeibullFit fit) {
        return within(distances, fit.quantile(low), fit.quantile(high));
    }

    private static int[] within(float[] distances, double from, double to) {
        int[] kept = new int[distances.length];
        int count = 0;
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] >= from && distances[i] <= to) {
                kept[count++] = i;
            }
        }
        return java.util.Arrays.copyOf(kept, count);
    }
}
