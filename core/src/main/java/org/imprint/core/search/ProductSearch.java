package org.imprint.core.search;

import java.math.BigInteger;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Nearest proxies by inner product, cosine or Euclidean distance, from one float matrix product per tile.
 *
 * <p>A float key o(w) − s(w) ⟨q, w⟩ selects, see {@link ProductForm}; ‖q‖ is left out of it, because it is the same for all proxies of
 * a query. The exact distances of the few that keys leave open decide.
 *
 * <p>The error of a float key follows from |fl⟨q, w⟩ − ⟨q, w⟩| ≤ γ_d ‖q‖ ‖w‖, γ_d = d·u / (1 − d·u), u = 2⁻²⁴, which holds
 * for every order of summation, fused or not (N. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 3.1).
 */
final class ProductSearch implements TileSearch {

    /** Tiles this large let a product run at the rate of a large one; bench/NeighbourFigures measures it. */
    private static final int QUERY_ROWS = 1024;

    private static final int PROXY_ROWS = 2048;
    private static final double ROUNDOFF = 0x1p-24;
    /** Beyond this a float product could overflow, so nothing is said about its value. */
    private static final double HUGE = 1e37;

    private final Measure measure;
    private final ProductForm form;
    private final FloatMatrix proxies;
    private final double[] norms;
    private final float[] offsets;
    private final float[] scales;

    ProductSearch(Measure measure, FloatMatrix proxies) {
        this(measure, proxies, Measure.norms(proxies));
    }

    /** @param norms Euclidean norm of each proxy */
    ProductSearch(Measure measure, FloatMatrix proxies, double[] norms) {
        this.measure = measure;
        this.form = measure.form();
        this.proxies = proxies;
        this.norms = norms;
        this.offsets = new float[proxies.rows()];
        this.scales = new float[proxies.rows()];
        for (int j = 0; j < norms.length; j++) {
            offsets[j] = (float) form.offset(norms[j]);
            scales[j] = (float) form.scale(norms[j]);
        }
    }

    @Override
    public int tileRows(int m) {
        return Math.max(16, Math.min(QUERY_ROWS, (1 << 18) / Shortlist.capacity(m)));
    }

    @Override
    public Neighbours[] nearest(FloatMatrix queries, int[] ms) {
        Pass pass = pass(queries, Measure.norms(queries), ms);
        forEachProduct(queries, proxies, pass::take);
        return pass.finish();
    }

    /** Hands out the products ⟨q, w⟩ of a tile of queries with one tile of proxies after the other. */
    static void forEachProduct(FloatMatrix queries, FloatMatrix proxies, Taker taker) {
        int n = queries.rows();
        int p = proxies.rows();
        int tiles = (p + PROXY_ROWS - 1) / PROXY_ROWS;
        int stride = stride(tiles);
        FloatMatrix full = FloatMatrix.zeros(n, Math.min(p, PROXY_ROWS));
        for (int t = 0; t < tiles; t++) {
            int from = (int) ((long) t * stride % tiles) * PROXY_ROWS;
            int to = Math.min(p, from + PROXY_ROWS);
            FloatMatrix out = to - from == full.cols() ? full : FloatMatrix.zeros(n, to - from);
            Blas.timesTransposed(queries, proxies.rows(from, to), out);
            taker.take(out, from, to);
        }
    }

    /** Takes the products [n, to − from] of all queries of a tile with proxies [from, to). */
    interface Taker {
        void take(FloatMatrix products, int from, int to);
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

        void take(FloatMatrix products, int from, int to) {
            Bound bound = bound(from, to);
            for (int i = 0; i < lists.length; i++) {
                scan(products.data(), products.offset(i) - from, from, to, lists[i], bound.error(lengths[i]));
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

    private void scan(float[] products, int at, int from, int to, Shortlist list, double error) {
        if (form.isScaled()) {
            scanScaled(products, at, from, to, list, error);
        } else {
            scanOffset(products, at, from, to, list, error);
        }
    }

    // Two loops, not one with o and s: each is a single multiply or subtract beside the comparison, and this is the hot
    // loop.
    private void scanScaled(float[] products, int at, int from, int to, Shortlist list, double error) {
        float limit = above(list.limit() + error);
        for (int j = from; j < to; j++) {
            float key = -(scales[j] * products[at + j]);
            if (!(key > limit)) { // also true for NaN
                list.offer(j, key, error);
                limit = above(list.limit() + error);
            }
        }
    }

    private void scanOffset(float[] products, int at, int from, int to, Shortlist list, double error) {
        float limit = above(list.limit() + error);
        for (int j = from; j < to; j++) {
            float key = offsets[j] - products[at + j];
            if (!(key > limit)) { // also true for NaN
                list.offer(j, key, error);
                limit = above(list.limit() + error);
            }
        }
    }

    /** The nearest float may lie below the limit, and a key between the two would be lost: hence the next one up. */
    private static float above(double value) {
        return Math.nextUp((float) value);
    }

    private Bound bound(int from, int to) {
        double longest = 0;
        double scale = 0;
        for (int j = from; j < to; j++) {
            longest = Math.max(longest, norms[j]);
            scale = Math.max(scale, scales[j]);
        }
        return new Bound(form, proxies.cols(), longest, scale);
    }

    /** How far float keys of one tile of proxies can be from the truth. */
    private record Bound(ProductForm form, int d, double longest, double scale) {

        double error(double length) {
            if (!(length * longest < HUGE && longest * longest < HUGE && scale < HUGE)) {
                return Double.POSITIVE_INFINITY;
            }
            double product = form.largestTerm(length, longest);
            double offset = form.offset(longest);
            // d + 8 instead of d: the roundings of scale, offset and their difference, with room to spare
            double rounding = ((d + 8) * product + 4 * offset) * ROUNDOFF / (1 - (d + 8) * ROUNDOFF);
            double underflow = (d + 8) * scale * Float.MIN_NORMAL;
            // the double arithmetic of distances and of keys made from them
            double exact = (d + 8) * 0x1p-51 * (product + form.keyTerm(length) + offset);
            return rounding + underflow + exact;
        }
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
            return measure.between(
                    data, at, length, proxies.data(), proxies.offset(proxy), norms[proxy], proxies.cols());
        }

        @Override
        public double key(double distance) {
            return form.key(distance, length);
        }
    }
}
