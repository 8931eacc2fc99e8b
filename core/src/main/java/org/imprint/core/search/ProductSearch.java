package org.imprint.core.search;

import java.math.BigInteger;
import java.util.List;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Nearest proxies by inner product, cosine or Euclidean distance, from one float matrix product per tile.
 *
 * <p>A float key o(w) − s(w) ⟨q, w⟩ selects, see {@link ProductForm}; ‖q‖ is left out of it, because it is the same for all proxies of
 * a query. The exact distances of the few that keys leave open decide.
 */
final class ProductSearch implements TileSearch {

    /** Tiles this large let a product run at the rate of a large one; bench/NeighbourFigures measures it. */
    private static final int QUERY_ROWS = 1024;

    private final Measure measure;
    private final ProductForm form;
    private final List<ProxyBlock> blocks;
    private final int[] starts;

    ProductSearch(Measure measure, FloatMatrix proxies) {
        this(ProxyBlock.cut(measure, proxies));
    }

    /** @param blocks at least one */
    ProductSearch(List<ProxyBlock> blocks) {
        this.measure = blocks.get(0).measure();
        this.form = measure.form();
        this.blocks = List.copyOf(blocks);
        this.starts = ProxyBlock.starts(blocks);
    }

    @Override
    public int tileRows(int m) {
        return Math.max(16, Math.min(QUERY_ROWS, (1 << 18) / Shortlist.capacity(m)));
    }

    @Override
    public Neighbours[] nearest(FloatMatrix queries, int[] ms) {
        Pass pass = pass(queries, Measure.norms(queries), ms);
        forEachProduct(queries, blocks, pass::take);
        return pass.finish();
    }

    /** Hands out the products ⟨q, w⟩ of a tile of queries with one block of proxies after the other. */
    static void forEachProduct(FloatMatrix queries, List<ProxyBlock> blocks, Taker taker) {
        int n = queries.rows();
        int most = blocks.stream().mapToInt(ProxyBlock::size).max().orElse(0);
        float[] room = new float[Math.multiplyExact(n, most)];
        int stride = stride(blocks.size());
        for (int t = 0; t < blocks.size(); t++) {
            int b = (int) ((long) t * stride % blocks.size());
            FloatMatrix rows = blocks.get(b).rows();
            FloatMatrix out = FloatMatrix.within(n, rows.rows(), room);
            Blas.timesTransposed(queries, rows, out);
            taker.take(out, b);
        }
    }

    /** Takes the products [n, r] of all queries of a tile with the r proxies of a block. */
    interface Taker {
        void take(FloatMatrix products, int block);
    }

    /** Begins the search of a tile of queries; products are given to it by the caller. */
    Pass pass(FloatMatrix queries, double[] lengths, int[] ms) {
        return new Pass(queries, lengths, ms);
    }

    /** The search of one tile of queries, which sees every product once. */
    final class Pass {
        private final double[] lengths;
        private final int[] ms;
        private final Shortlist[] lists;

        private Pass(FloatMatrix queries, double[] lengths, int[] ms) {
            this.lengths = lengths;
            this.ms = ms;
            this.lists = new Shortlist[queries.rows()];
            int m = TileSearch.largest(ms);
            for (int i = 0; i < lists.length; i++) {
                lists[i] = new Shortlist(m, new Query(queries, i, lengths[i]));
            }
        }

        void take(FloatMatrix products, int block) {
            ProxyBlock proxies = blocks.get(block);
            KeyError error = KeyError.of(form, proxies);
            for (int i = 0; i < lists.length; i++) {
                scan(products.data(), products.offset(i), proxies, starts[block], lists[i], error.at(lengths[i]));
            }
        }

        Neighbours[] finish() {
            return TileSearch.finished(lists, ms);
        }

        /** Returns what {@link #finish} returns; the distance of a nearest proxy that is asked for alone may be NaN. */
        Neighbours[] finishWithoutValues() {
            return TileSearch.finished(lists, ms, false);
        }
    }

    /**
     * Returns a step that visits all tiles, neighbouring ones far apart: proxies come class by class, and lists shorten early
     * when every class is seen early. Results do not depend on it.
     */
    private static int stride(int tiles) {
        int stride = Math.max(1, (int) (0.618 * tiles));
        while (BigInteger.valueOf(stride).gcd(BigInteger.valueOf(tiles)).intValue() > 1) {
            stride++;
        }
        return stride;
    }

    private void scan(float[] products, int at, ProxyBlock proxies, int start, Shortlist list, double error) {
        if (form.isScaled()) {
            scanScaled(products, at, proxies.scales(), start, list, error);
        } else {
            scanOffset(products, at, proxies.offsets(), start, list, error);
        }
    }

    // Two loops, not one with o and s: each is a single multiply or subtract beside the comparison, and this is the hot
    // loop.
    private static void scanScaled(float[] products, int at, float[] scales, int start, Shortlist list, double error) {
        float limit = above(list.limit() + error);
        for (int j = 0; j < scales.length; j++) {
            float key = -(scales[j] * products[at + j]);
            if (!(key > limit)) { // also true for NaN
                list.offer(start + j, key, error);
                limit = above(list.limit() + error);
            }
        }
    }

    private static void scanOffset(float[] products, int at, float[] offsets, int start, Shortlist list, double error) {
        float limit = above(list.limit() + error);
        for (int j = 0; j < offsets.length; j++) {
            float key = offsets[j] - products[at + j];
            if (!(key > limit)) { // also true for NaN
                list.offer(start + j, key, error);
                limit = above(list.limit() + error);
            }
        }
    }

    /** The nearest float may lie below the limit, and a key between the two would be lost: hence the next one up. */
    private static float above(double value) {
        return Math.nextUp((float) value);
    }

    /** One query's exact distances. */
    private final class Query implements Shortlist.Exact {
        private final float[] data;
        private final int at;
        private final double length;

        Query(FloatMatrix queries, int i, double length) {
            this.data = queries.data();
            this.at = queries.offset(i);
            this.length = length;
        }

        @Override
        public double distance(int proxy) {
            int b = ProxyBlock.holding(starts, proxy);
            ProxyBlock block = blocks.get(b);
            FloatMatrix rows = block.rows();
            int j = proxy - starts[b];
            return measure.between(data, at, length, rows.data(), rows.offset(j), block.norm(j), rows.cols());
        }

        @Override
        public double key(double distance) {
            return form.key(distance, length);
        }
    }
}
