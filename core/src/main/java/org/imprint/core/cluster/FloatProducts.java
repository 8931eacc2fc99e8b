package org.imprint.core.cluster;

import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;

/** Computes ‖Cⱼ‖² − 2 xᵢ·Cⱼ in float for tiles of rows, whole or gathered from a list. */
final class FloatProducts {

    private final FloatMatrix x;
    private final int k;
    private final Pool<FloatMatrix> gathered;
    private final Pool<FloatMatrix> products;

    FloatProducts(FloatMatrix x, int k) {
        this.x = x;
        this.k = k;
        this.gathered = new Pool<>(() -> FloatMatrix.zeros(Space.TILE, x.cols()));
        this.products = new Pool<>(() -> FloatMatrix.zeros(Space.TILE, k));
    }

    void values(int from, int to, FloatMatrix centres, double[] centreNorms, double[] out) {
        product(x.rows(from, to), centres, centreNorms, out);
    }

    /** Computes the values of the rows listed at places [from, to) of {@code list}. */
    void values(int[] list, int from, int to, FloatMatrix centres, double[] centreNorms, double[] out) {
        FloatMatrix tile = gathered.take();
        for (int r = from; r < to; r++) {
            System.arraycopy(x.data(), x.offset(list[r]), tile.data(), tile.offset(r - from), x.cols());
        }
        product(tile.rows(0, to - from), centres, centreNorms, out);
        gathered.give(tile);
    }

    private void product(FloatMatrix tile, FloatMatrix centres, double[] centreNorms, double[] out) {
        FloatMatrix narrow = products.take();
        float[] values = narrow.data();
        for (int r = 0; r < tile.rows(); r++) {
            for (int j = 0; j < k; j++) {
                values[r * k + j] = (float) centreNorms[j];
            }
        }
        Blas.addTimesTransposed(-2, tile, centres, narrow.rows(0, tile.rows()));
        for (int i = 0; i < tile.rows() * k; i++) {
            out[i] = values[i];
        }
        products.give(narrow);
    }
}
