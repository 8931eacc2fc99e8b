package org.imprint.core.search;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;

/** Distances and neighbours by plain double loops and a full sort: what fast searches are compared with. */
final class PlainNeighbours {

    private PlainNeighbours() {}

    static double distance(Metric metric, float[] q, float[] w) {
        double sum = 0;
        double most = 0;
        double dot = 0;
        double qq = 0;
        double ww = 0;
        double squares = 0;
        for (int j = 0; j < q.length; j++) {
            double e = (double) q[j] - w[j];
            sum += Math.abs(e);
            most = Math.max(most, Math.abs(e));
            squares += e * e;
            dot += (double) q[j] * w[j];
            qq += (double) q[j] * q[j];
            ww += (double) w[j] * w[j];
        }
        return switch (metric) {
            case COSINE -> qq == 0 || ww == 0 ? 1 : 1 - dot / Math.sqrt(qq) / Math.sqrt(ww);
            case EUCLIDEAN -> Math.sqrt(squares);
            case MANHATTAN -> sum;
            case CHEBYSHEV -> most;
            case MAHALANOBIS -> throw new IllegalArgumentException("whiten first");
        };
    }

    /** Returns proxy indices of one query by (distance, index), all p of them. */
    static int[] order(Metric metric, float[] q, FloatMatrix proxies) {
        double[] distances = IntStream.range(0, proxies.rows())
                .mapToDouble(j -> distance(metric, q, proxies.row(j)))
                .toArray();
        return IntStream.range(0, proxies.rows())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> distances[j]).thenComparing(j -> j))
                .mapToInt(j -> j)
                .toArray();
    }
}
