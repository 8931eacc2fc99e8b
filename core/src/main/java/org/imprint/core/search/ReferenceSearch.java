package org.imprint.core.search;

import org.imprint.core.agg.MeasureShape;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Brute-force neighbours as scikit-learn 1.5.2 finds them for the published code: its precision of keys and of distances, and
 * its choice among equal ones.
 *
 * <pre>
 *   metric         key that selects                    distance that votes
 *   Euclidean      max(0, ‖q‖² + ‖w‖² − 2⟨q, w⟩)       √ of the key, rounded to float before and after the root
 *   Manhattan      Σ |fl(qⱼ − wⱼ)|, rounded to float   the key
 *   Chebyshev      max |fl(qⱼ − wⱼ)|                   the key
 *   cosine         1 − ⟨q/‖q‖, w/‖w‖⟩ in float         the key
 *   inner product  −⟨q, w⟩ in float, NaN first         the key
 * </pre>
 *
 * <p>Memory: a tile of distances, at most {@value #MAX_KEYS} or one row of p.
 */
final class ReferenceSearch implements TileSearch {

    private static final int MAX_KEYS = 1 << 21;
    private static final int PROXY_ROWS = 1024;
    /** scikit-learn takes norms below this for zero. */
    private static final float SMALLEST_NORM = 10 * 0x1p-23f;

    private final Measure measure;
    private final FloatMatrix proxies;
    private final double[] squares;

    ReferenceSearch(Measure measure, FloatMatrix proxies) {
        this.measure = measure;
        this.proxies = isOnUnitVectors() ? unit(proxies) : proxies;
        this.squares = isProduct() ? squares(this.proxies) : new double[0];
    }

    private boolean isProduct() {
        return measure.shape() == MeasureShape.PRODUCT;
    }

    private boolean isOnUnitVectors() {
        return isProduct() && measure.form().publishedOnUnitVectors();
    }

    @Override
    public int tileRows(int m) {
        return Math.max(1, Math.min(256, MAX_KEYS / proxies.rows()));
    }

    @Override
    public Neighbours[] nearest(FloatMatrix queries, int[] ms) {
        double[] keys = keys(queries);
        int p = proxies.rows();
        // argpartition settles ties of some; their order there is arbitrary, ours is the index
        boolean byIndex = isProduct() && !measure.form().publishedTiesByHeap();
        Neighbours[] found = new Neighbours[ms.length];
        for (int k = 0; k < ms.length; k++) {
            found[k] = Neighbours.empty(queries.rows(), ms[k]);
            for (int i = 0; i < queries.rows(); i++) {
                BoundedHeap heap = BoundedHeap.of(keys, i * p, p, ms[k], byIndex);
                heap.finish(found[k], i, this::distance);
            }
        }
        return found;
    }

    private double distance(double key) {
        return isProduct() ? measure.form().publishedDistance(key) : key;
    }

    private double[] keys(FloatMatrix queries) {
        return isProduct() ? productKeys(queries) : coordinateKeys(queries);
    }

    /** Products are sums in double, rounded once where scikit-learn has a float product: its last bits depend on its BLAS, ours do not. */
    private double[] productKeys(FloatMatrix queries) {
        FloatMatrix seen = isOnUnitVectors() ? unit(queries) : queries;
        ProductForm form = measure.form();
        double[] lengths = squares(seen);
        DoubleMatrix wide = seen.toDouble();
        int n = queries.rows();
        int p = proxies.rows();
        double[] keys = new double[n * p];
        for (int from = 0; from < p; from += PROXY_ROWS) {
            int width = Math.min(p, from + PROXY_ROWS) - from;
            DoubleMatrix products = DoubleMatrix.zeros(n, width);
            Blas.timesTransposed(wide, proxies.rows(from, from + width).toDouble(), products);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < width; j++) {
                    keys[i * p + from + j] = form.publishedKey(products.get(i, j), lengths[i], squares[from + j]);
                }
            }
        }
        return keys;
    }

    private double[] coordinateKeys(FloatMatrix queries) {
        int p = proxies.rows();
        double[] keys = new double[queries.rows() * p];
        for (int i = 0; i < queries.rows(); i++) {
            for (int j = 0; j < p; j++) {
                keys[i * p + j] = measure.published(
                        queries.data(), queries.offset(i), proxies.data(), proxies.offset(j), proxies.cols());
            }
        }
        return keys;
    }

    private static FloatMatrix unit(FloatMatrix x) {
        FloatMatrix y = x.copy();
        for (int i = 0; i < y.rows(); i++) {
            float norm = (float) Measure.norm(y.data(), y.offset(i), y.cols());
            float length = norm < SMALLEST_NORM ? 1 : norm;
            for (int j = y.offset(i); j < y.offset(i) + y.cols(); j++) {
                y.data()[j] /= length;
            }
        }
        return y;
    }

    private static double[] squares(FloatMatrix x) {
        double[] squares = new double[x.rows()];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Measure.dot(x.data(), x.offset(i), x.data(), x.offset(i), x.cols());
        }
        return squares;
    }
}
