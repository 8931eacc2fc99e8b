package org.imprint.core.search;

import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;

/** Mahalanobis neighbours of the published code: all distances in double, m smallest by (distance, index). */
final class ReferenceMahalanobis implements TileSearch {

    private static final int MAX_KEYS = 1 << 21;

    private final Whitening whitening;
    private final DoubleMatrix proxies;

    ReferenceMahalanobis(Whitening whitening, FloatMatrix proxies) {
        this.whitening = whitening;
        this.proxies = whitening.apply(proxies);
    }

    @Override
    public int tileRows(int m) {
        return Math.max(1, Math.min(256, MAX_KEYS / proxies.rows()));
    }

    @Override
    public Neighbours[] nearest(FloatMatrix queries, int[] ms) {
        DoubleMatrix seen = whitening.apply(queries);
        int p = proxies.rows();
        Neighbours[] found = new Neighbours[ms.length];
        for (int k = 0; k < ms.length; k++) {
            found[k] = Neighbours.empty(queries.rows(), ms[k]);
        }
        double[] distances = new double[p];
        for (int i = 0; i < queries.rows(); i++) {
            for (int j = 0; j < p; j++) {
                distances[j] = distance(seen.data(), seen.offset(i), proxies.offset(j));
            }
            for (int k = 0; k < ms.length; k++) {
                BoundedHeap.of(distances, 0, p, ms[k], true).finish(found[k], i, key -> key);
            }
        }
        return found;
    }

    private double distance(double[] q, int i, int k) {
        double[] w = proxies.data();
        double sum = 0;
        for (int j = 0; j < proxies.cols(); j++) {
            double e = q[i + j] - w[k + j];
            sum += e * e;
        }
        return Math.sqrt(sum);
    }
}
