package org.imprint.core.norm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.StdSort;

/** Quantile normalisation against the values of all classes at once: the corrected one. */
final class PooledQuantiles {

    private PooledQuantiles() {}

    static List<FloatMatrix> normalised(List<FloatMatrix> proxies) {
        if (proxies.stream().allMatch(p -> p.rows() == 0)) {
            return proxies;
        }
        requireFinite(proxies);
        float[] pooled = FloatMatrix.concat(proxies).data();
        Arrays.sort(pooled);
        double[] targets = targets(pooled, proxies.get(0).cols());
        List<FloatMatrix> all = new ArrayList<>();
        for (FloatMatrix p : proxies) {
            FloatMatrix y = FloatMatrix.zeros(p.rows(), p.cols());
            for (int i = 0; i < p.rows(); i++) {
                replace(p, y, i, targets);
            }
            all.add(y);
        }
        return all;
    }

    private static void requireFinite(List<FloatMatrix> proxies) {
        for (int c = 0; c < proxies.size(); c++) {
            FloatMatrix p = proxies.get(c);
            for (int i = 0; i < p.rows(); i++) {
                int j = p.firstNonFinite(i);
                if (j >= 0) {
                    throw new ImprintException("proxies for quantile normalisation must be finite, proxy " + i
                            + " of class index " + c + " was " + p.get(i, j) + " at coordinate " + j);
                }
            }
        }
    }

    /** Returns y_r = Q((r + ½) / d), ascending. */
    private static double[] targets(float[] sorted, int d) {
        double[] y = new double[d];
        for (int r = 0; r < d; r++) {
            double rank = (r + 0.5) / d * (sorted.length - 1);
            int below = (int) rank;
            double low = sorted[below];
            double high = sorted[Math.min(below + 1, sorted.length - 1)];
            y[r] = low + (rank - below) * (high - low);
        }
        return y;
    }

    private static void replace(FloatMatrix x, FloatMatrix y, int i, double[] targets) {
        int d = x.cols();
        int from = x.offset(i);
        long[] order = new long[d];
        for (int j = 0; j < d; j++) {
            order[j] = (long) StdSort.key(x.data()[from + j]) << 32 | j;
        }
        Arrays.sort(order);
        int to = y.offset(i);
        for (int r = 0; r < d; ) {
            int end = r;
            double sum = 0;
            while (end < d && order[end] >> 32 == order[r] >> 32) {
                sum += targets[end++];
            }
            float shared = (float) (sum / (end - r));
            while (r < end) {
                y.data()[to + (int) order[r++]] = shared;
            }
        }
    }
}
