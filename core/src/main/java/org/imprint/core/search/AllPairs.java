package org.imprint.core.search;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.imprint.core.Checks;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Every row beside every other by cosine: the m nearest others of each row, and the groups that rows of cosine ≥ a limit make.
 *
 * <pre>
 *   cos(x, y) = ⟨x, y⟩ / (‖x‖ ‖y‖),   0 if either is zero
 * </pre>
 *
 * <p>Exact: float products of tiles above the diagonal select, with a bound on their error ({@code KeyError}'s); what the bound leaves
 * open is decided by sums in double. Equal distances are ordered by row. Results depend neither on threads nor on the order of tiles.
 *
 * <p>Time n²/2 products of d numbers, n²·d floating-point operations. Memory beyond the rows: about 1 kB a row for m ≤ 8, 4 MB a thread;
 * groups take 4 bytes a row, however many pairs there are.
 */
public final class AllPairs {

    private static final int SIDE = 1024;
    private static final int SMALLEST_SIDE = 128;
    /** So few rows are cut finer, for every thread to have some. */
    private static final int FEWEST_BLOCKS = 8;

    private final FloatMatrix rows;
    private final double[] norms;
    private final float[] scales;
    private final double error;
    private final double limit;
    private final float groupLow;
    private final int side;
    private final Shortlist[] lists;
    private final Object[] locks;
    private final Groups groups;
    private final ConcurrentLinkedQueue<float[]> rooms = new ConcurrentLinkedQueue<>();

    /**
     * What was found.
     *
     * @param nearest the nearest other rows of each row and their distances 1 − cos, nearest first, [n, min(m, n − 1)]
     * @param groups of each row the first row of its group [n]: rows are in one group if a chain of pairs of cosine ≥ the limit leads
     *     from one to the other. A row that is alone is its own group
     */
    public record Found(Neighbours nearest, int[] groups) {}

    private AllPairs(FloatMatrix rows, int m, double limit) {
        int n = rows.rows();
        this.rows = rows;
        this.norms = Measure.norms(rows);
        this.scales = new float[n];
        double longest = 0;
        double largestScale = 0;
        for (int i = 0; i < n; i++) {
            double scale = norms[i] == 0 ? 0 : 1 / norms[i];
            scales[i] = (float) scale;
            longest = Math.max(longest, norms[i]);
            largestScale = Math.max(largestScale, scale);
        }
        this.error = error(rows.cols(), longest, largestScale);
        this.limit = limit;
        this.groupLow = below(limit - error);
        this.side = Math.max(SMALLEST_SIDE, Math.min(SIDE, (n + FEWEST_BLOCKS - 1) / FEWEST_BLOCKS));
        this.lists = new Shortlist[n];
        for (int i = 0; i < n; i++) {
            lists[i] = new Shortlist(m, new Row(i));
        }
        this.locks = new Object[Parallel.tiles(n, side)];
        Arrays.setAll(locks, b -> new Object());
        this.groups = new Groups(n);
    }

    /**
     * Compares all pairs.
     *
     * @param rows [n, d], n ≥ 2, finite; shared, not copied
     * @param m how many of the nearest others are wanted, ≥ 1; where there are fewer, all are found
     * @param limit the cosine from which two rows are of one group, in (0, 1]
     */
    public static Found of(FloatMatrix rows, int m, double limit, Parallel parallel) {
        Checks.require(rows.rows() >= 2, "rows must be at least 2 to be compared", rows.rows());
        Checks.inRange("m", m, 1, Integer.MAX_VALUE);
        Checks.inRange("limit", limit, Double.MIN_NORMAL, 1);
        int most = Math.min(m, rows.rows() - 1);
        AllPairs pairs = new AllPairs(rows, most, limit);
        pairs.compare(parallel);
        return pairs.found(most, parallel);
    }

    /** As in {@link KeyError}, for a product that is divided by both norms; infinite where nothing can be said. */
    private static double error(int d, double longest, double largestScale) {
        if (!(longest * longest < 1e37 && largestScale * largestScale < 1e37)) {
            return Double.POSITIVE_INFINITY;
        }
        double rounding = (d + 8) * 0x1p-24 / (1 - (d + 8) * 0x1p-24);
        double underflow = (d + 8) * largestScale * largestScale * Float.MIN_NORMAL;
        return rounding + underflow + (d + 8) * 0x1p-51;
    }

    /** Blocks with themselves first: their rows then have near ones already, and few of the other tiles' pairs are looked at twice. */
    private void compare(Parallel parallel) {
        int blocks = locks.length;
        parallel.forEach(blocks, b -> compare(b, b));
        int[] firsts = new int[Math.multiplyExact(blocks, blocks - 1) / 2];
        int[] seconds = new int[firsts.length];
        int t = 0;
        for (int apart = 1; apart < blocks; apart++) {
            for (int a = 0; a + apart < blocks; a++) {
                firsts[t] = a;
                seconds[t++] = a + apart;
            }
        }
        parallel.forEach(firsts.length, at -> compare(firsts[at], seconds[at]));
    }

    private FloatMatrix block(int b) {
        return rows.rows(b * side, Math.min(rows.rows(), (b + 1) * side));
    }

    private void compare(int a, int b) {
        FloatMatrix left = block(a);
        FloatMatrix right = block(b);
        float[] room = rooms.poll();
        if (room == null) {
            room = new float[side * side];
        }
        FloatMatrix products = FloatMatrix.within(left.rows(), right.rows(), room);
        Blas.timesTransposed(left, right, products);
        Hits hits = new Hits();
        if (a == b) {
            synchronized (locks[a]) {
                for (int i = 0; i < left.rows(); i++) {
                    float[] lows = lows(a);
                    scan(products, i, a * side, lows[i], a * side, i + 1, lows, hits);
                    offer(hits, true);
                    offer(hits, false);
                    group(hits);
                    hits.clear();
                }
            }
        } else {
            // what others find meanwhile only raises these, so that too many pairs pass, never too few
            float[] leftLows = lows(a);
            float[] rightLows = lows(b);
            for (int i = 0; i < left.rows(); i++) {
                scan(products, i, a * side, leftLows[i], b * side, 0, rightLows, hits);
            }
            synchronized (locks[a]) {
                offer(hits, true);
            }
            synchronized (locks[b]) {
                offer(hits, false);
            }
            group(hits);
        }
        rooms.add(room);
    }

    /** Returns for each row of a block the cosine below which a pair tells it nothing. */
    private float[] lows(int b) {
        float[] lows = new float[block(b).rows()];
        synchronized (locks[b]) {
            for (int j = 0; j < lows.length; j++) {
                lows[j] = Math.min(groupLow, low(b * side + j));
            }
        }
        return lows;
    }

    private float low(int row) {
        return below(-(lists[row].limit() + error));
    }

    private static float below(double value) {
        return Math.nextDown((float) value);
    }

    private void scan(
            FloatMatrix products,
            int i,
            int firstLeft,
            float leftLow,
            int firstRight,
            int from,
            float[] rightLows,
            Hits hits) {
        float[] p = products.data();
        int at = products.offset(i);
        float scale = scales[firstLeft + i];
        for (int j = from; j < rightLows.length; j++) {
            float cosine = p[at + j] * scales[firstRight + j] * scale;
            if (!(cosine < leftLow && cosine < rightLows[j])) { // also true for NaN
                hits.add(firstLeft + i, firstRight + j, cosine);
            }
        }
    }

    private void offer(Hits hits, boolean left) {
        for (int h = 0; h < hits.size; h++) {
            int row = left ? hits.left[h] : hits.right[h];
            float cosine = hits.cosines[h];
            if (!(cosine < low(row))) {
                lists[row].offer(left ? hits.right[h] : hits.left[h], -cosine, error);
            }
        }
    }

    private void group(Hits hits) {
        for (int h = 0; h < hits.size; h++) {
            if (!(hits.cosines[h] < groupLow)) {
                join(hits.left[h], hits.right[h], hits.cosines[h]);
            }
        }
    }

    private void join(int i, int j, float cosine) {
        synchronized (groups) {
            if (groups.of(i) == groups.of(j)) {
                return;
            }
        }
        if (cosine - error >= limit || 1 - distance(i, j) >= limit) {
            synchronized (groups) {
                groups.join(i, j);
            }
        }
    }

    private double distance(int i, int j) {
        return Measure.COSINE.between(
                rows.data(), rows.offset(i), norms[i], rows.data(), rows.offset(j), norms[j], rows.cols());
    }

    private Found found(int m, Parallel parallel) {
        Neighbours nearest = Neighbours.empty(rows.rows(), m);
        parallel.forEachTile(rows.rows(), side, (from, to) -> {
            for (int i = from; i < to; i++) {
                lists[i].finish(nearest, i);
                lists[i] = null;
            }
        });
        int[] firsts = new int[rows.rows()];
        Arrays.setAll(firsts, groups::of);
        return new Found(nearest, firsts);
    }

    /** The exact distances of one row. */
    private final class Row implements Shortlist.Exact {
        private final int row;

        Row(int row) {
            this.row = row;
        }

        @Override
        public double distance(int other) {
            return AllPairs.this.distance(row, other);
        }

        @Override
        public double key(double distance) {
            return distance - 1;
        }
    }

    /** The pairs of a tile that may matter. */
    private static final class Hits {
        private int[] left = new int[1024];
        private int[] right = new int[1024];
        private float[] cosines = new float[1024];
        private int size;

        void add(int i, int j, float cosine) {
            if (size == left.length) {
                left = Arrays.copyOf(left, 2 * size);
                right = Arrays.copyOf(right, 2 * size);
                cosines = Arrays.copyOf(cosines, 2 * size);
            }
            left[size] = i;
            right[size] = j;
            cosines[size++] = cosine;
        }

        void clear() {
            size = 0;
        }
    }

    /** Disjoint sets of rows, each known by its first row. */
    private static final class Groups {
        private final int[] parents;

        Groups(int n) {
            parents = new int[n];
            Arrays.setAll(parents, i -> i);
        }

        int of(int i) {
            int at = i;
            while (parents[at] != at) {
                parents[at] = parents[parents[at]];
                at = parents[at];
            }
            return at;
        }

        void join(int i, int j) {
            int a = of(i);
            int b = of(j);
            parents[Math.max(a, b)] = Math.min(a, b);
        }
    }
}
