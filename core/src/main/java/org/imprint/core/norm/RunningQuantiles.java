package org.imprint.core.norm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.StdSort;

/**
 * Quantile normalisation of one class after the other against all proxies stored so far, bit by bit as the published code
 * does it on torch 2.2.
 *
 * <p>The first class with a proxy is stored unchanged. A reference of more than 2²⁴ values is thinned to every 2nd, then
 * every 8th, 64th, 1024th … value until it fits. (The published code gives up after ten times or at 100 values; no array is
 * long enough for either.)
 */
final class RunningQuantiles {

    private static final int MAX_VALUES = 1 << 24;
    private static final int LANES = 8;

    private RunningQuantiles() {}

    static List<FloatMatrix> normalised(List<FloatMatrix> proxies) {
        List<FloatMatrix> stored = new ArrayList<>();
        for (FloatMatrix p : proxies) {
            stored.add(values(stored) == 0 || p.rows() == 0 ? p : againstStored(p, stored));
        }
        return stored;
    }

    private static long values(List<FloatMatrix> stored) {
        return stored.stream().mapToLong(p -> (long) p.rows() * p.cols()).sum();
    }

    static FloatMatrix againstStored(FloatMatrix x, List<FloatMatrix> stored) {
        float[] targets = targets(reference(stored), x.cols());
        FloatMatrix y = FloatMatrix.zeros(x.rows(), x.cols());
        for (int i = 0; i < x.rows(); i++) {
            int[] order = StdSort.ascending(x.data(), x.offset(i), x.offset(i) + x.cols());
            for (int r = 0; r < order.length; r++) {
                y.data()[y.offset(i) + order[r]] = targets[r];
            }
        }
        return y;
    }

    /** Returns the stored values in order, thinned out to at most 2^24. */
    static float[] reference(List<FloatMatrix> stored) {
        long n = values(stored);
        long stride = stride(n);
        float[] kept = new float[(int) ((n + stride - 1) / stride)];
        int at = 0;
        long start = 0;
        for (FloatMatrix p : stored) {
            int size = p.rows() * p.cols();
            for (long i = at * stride - start; i < size; i += stride) {
                kept[at++] = p.data()[p.offset(0) + (int) i];
            }
            start += size;
        }
        return kept;
    }

    /** Returns the product of the factors 2, 4, 8 … by which n values are thinned. */
    static long stride(long n) {
        long stride = 1;
        for (long left = n, factor = 2; left > MAX_VALUES; factor *= 2) {
            left = (left + factor - 1) / factor;
            stride *= factor;
        }
        return stride;
    }

    /**
     * Returns {@code torch.quantile(reference, arange(0, 1, 1/d) + 1/(2d))}; sorts {@code reference}.
     *
     * @throws ImprintException at widths where {@code arange} has d + 1 elements, the last quantile above 1
     */
    static float[] targets(float[] reference, int d) {
        double step = 1.0 / d;
        if (Math.ceil(1 / step) != d) {
            throw new ImprintException("quantile normalisation in reference semantics fails at width " + d
                    + " as in the published code: quantile() q values must be in the range [0, 1]");
        }
        Arrays.sort(reference);
        float[] y = new float[d];
        if (Float.isNaN(reference[reference.length - 1])) {
            Arrays.fill(y, Float.NaN);
            return y;
        }
        for (int i = 0; i < d; i++) {
            y[i] = interpolated(reference, arange(i, d, step) + (float) (step / 2));
        }
        return y;
    }

    /** Returns element i of {@code arange(0, 1, step)}: eight lanes count from one rounded base. */
    private static float arange(int i, int d, double step) {
        if (i >= d / LANES * LANES) {
            return (float) (i * step);
        }
        float base = (float) (i / LANES * LANES * step);
        return (float) (base + i % LANES * step);
    }

    private static float interpolated(float[] sorted, float q) {
        float rank = q * (float) (sorted.length - 1);
        int below = (int) rank;
        float weight = rank - below;
        float low = sorted[below];
        float high = sorted[(int) Math.ceil(rank)];
        float step = high - low;
        return weight < 0.5f ? Math.fma(weight, step, low) : Math.fma(weight - 1, step, high);
    }
}
