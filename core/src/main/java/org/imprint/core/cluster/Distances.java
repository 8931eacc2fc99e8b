package org.imprint.core.cluster;

import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.NumpySums;
import org.imprint.core.matrix.Parallel;

/**
 * All distances within one set of rows, with the last bits of the published code.
 *
 * <pre>
 *   D[i][j] = √max(0, (−2·xᵢ·xⱼ + gᵢ) + gⱼ),   gᵢ = xᵢ·xᵢ,   D[i][i] = 0        x [n, d] → D [n, n]
 * </pre>
 *
 * <p>In double. The products are symmetric to the last bit; D is not, because gᵢ and gⱼ are added in turn. That matters: the
 * two rows of a cluster of two are compared by nothing else. Time O(n²·d), half of a full product; memory 8·n² bytes.
 */
public final class Distances {

    /** Rows of one product; fixed, so that results do not depend on threads. */
    private static final int TILE = 128;

    private final DoubleMatrix x;
    private final double[] g;
    private final DoubleMatrix out;

    private Distances(DoubleMatrix x) {
        this.x = x;
        this.g = new double[x.rows()];
        this.out = DoubleMatrix.zeros(x.rows(), x.rows());
        for (int i = 0; i < g.length; i++) {
            double[] squares = x.row(i);
            for (int j = 0; j < squares.length; j++) {
                squares[j] *= squares[j];
            }
            g[i] = NumpySums.sum(squares, 0, squares.length);
        }
    }

    /** Returns the distances between the rows of {@code x} [n, d], as [n, n]; the same bits for every number of threads. */
    public static DoubleMatrix within(FloatMatrix x, Parallel parallel) {
        Distances distances = new Distances(x.toDouble());
        parallel.forEachTile(x.rows(), TILE, distances::fill);
        return distances.out;
    }

    /** Fills rows [from, to) right of the diagonal and, mirrored, the columns [from, to) below it. */
    private void fill(int from, int to) {
        DoubleMatrix products = DoubleMatrix.zeros(to - from, x.rows() - from);
        Blas.timesTransposed(x.rows(from, to), x.rows(from, x.rows()), products);
        double[] d = out.data();
        for (int i = from; i < to; i++) {
            int row = products.offset(i - from) - from;
            int outRow = out.offset(i);
            for (int j = i + 1; j < x.rows(); j++) {
                d[outRow + j] = distance(products.data()[row + j], g[i], g[j]);
            }
        }
        for (int j = from + 1; j < x.rows(); j++) {
            int outRow = out.offset(j);
            for (int i = from; i < Math.min(j, to); i++) {
                d[outRow + i] = distance(products.get(i - from, j - from), g[j], g[i]);
            }
        }
    }

    private static double distance(double product, double first, double second) {
        return Math.sqrt(Math.max(0, (-2 * product + first) + second));
    }
}
