package org.imprint.core.search;

import java.util.Arrays;
import java.util.List;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Nearest proxies by Manhattan or Chebyshev distance: plain float loops over transposed tiles of proxies, one proxy per
 * vector lane, which the JIT compiler turns into vector instructions.
 *
 * <p>A float key S is a sum of d non-negative terms or their maximum, so its error is at most γ_{d+1} S, γ_n = n·u / (1 − n·u),
 * u = 2⁻²⁴, in any order of summation.
 */
final class LaneSearch implements TileSearch {

    private static final int QUERY_ROWS = 128;
    private static final int LANES = 256;
    /** Dimensions worked on while their coordinates stay in the first-level cache; four to a loop is what C2 vectorises. */
    static final int STEP = 8;

    private static final double ROUNDOFF = 0x1p-24;
    /** Beyond this a float sum could overflow, so nothing is said about its value. */
    private static final double HUGE = 1e37;

    private final Measure measure;
    private final List<ProxyBlock> blocks;
    private final int[] starts;
    private final int d;

    /** @param blocks at least one */
    LaneSearch(List<ProxyBlock> blocks) {
        this.measure = blocks.get(0).measure();
        this.blocks = List.copyOf(blocks);
        this.starts = ProxyBlock.starts(blocks);
        this.d = blocks.get(0).rows().cols();
    }

    @Override
    public int tileRows(int m) {
        return Math.max(16, Math.min(QUERY_ROWS, (1 << 18) / Shortlist.capacity(m)));
    }

    @Override
    public Neighbours[] nearest(FloatMatrix queries, int[] ms) {
        int n = queries.rows();
        int m = TileSearch.largest(ms);
        int padded = (d + STEP - 1) / STEP * STEP;
        Shortlist[] lists = new Shortlist[n];
        float[][] sums = new float[n][LANES];
        float[][] coordinates = new float[n][padded];
        for (int i = 0; i < n; i++) {
            lists[i] = new Shortlist(m, new Query(queries, i));
            System.arraycopy(queries.data(), queries.offset(i), coordinates[i], 0, d);
        }
        float[][] lanes = new float[padded][LANES];
        for (int b = 0; b < blocks.size(); b++) {
            FloatMatrix proxies = blocks.get(b).rows();
            for (int from = 0; from < proxies.rows(); from += LANES) {
                int width = Math.min(LANES, proxies.rows() - from);
                transpose(proxies.rows(from, from + width), lanes);
                compare(coordinates, lanes, sums);
                for (int i = 0; i < n; i++) {
                    scan(sums[i], starts[b] + from, width, lists[i]);
                }
            }
        }
        return TileSearch.finished(lists, ms);
    }

    /** Sets sums[i][l] to the distance of query i from the proxy in lane l. */
    private void compare(float[][] queries, float[][] lanes, float[][] sums) {
        for (float[] s : sums) {
            Arrays.fill(s, 0f);
        }
        for (int j = 0; j < lanes.length; j += STEP) {
            for (int i = 0; i < queries.length; i++) {
                measure.addLanes(queries[i], lanes, j, sums[i]);
            }
        }
    }

    /**
     * Copies proxies so that lanes[j][l] is coordinate j of proxy l. Lanes behind them keep the proxies of the tile before, which are
     * compared too and never looked at; coordinates behind d are 0 on both sides and add nothing.
     */
    private static void transpose(FloatMatrix proxies, float[][] lanes) {
        float[] w = proxies.data();
        for (int l = 0; l < proxies.rows(); l++) {
            int row = proxies.offset(l);
            for (int j = 0; j < proxies.cols(); j++) {
                lanes[j][l] = w[row + j];
            }
        }
    }

    /** Adds |q − w| of {@value #STEP} coordinates from j on, for every lane. */
    static void addDistances(float[] q, float[][] w, int j, float[] sums) {
        addFour(q, j, w[j], w[j + 1], w[j + 2], w[j + 3], sums);
        addFour(q, j + 4, w[j + 4], w[j + 5], w[j + 6], w[j + 7], sums);
    }

    private static void addFour(float[] q, int j, float[] w0, float[] w1, float[] w2, float[] w3, float[] sums) {
        float q0 = q[j];
        float q1 = q[j + 1];
        float q2 = q[j + 2];
        float q3 = q[j + 3];
        for (int l = 0; l < LANES; l++) {
            sums[l] += Math.abs(q0 - w0[l]) + Math.abs(q1 - w1[l]) + Math.abs(q2 - w2[l]) + Math.abs(q3 - w3[l]);
        }
    }

    /** Takes the largest |q − w| of {@value #STEP} coordinates from j on, for every lane. */
    static void maxDistances(float[] q, float[][] w, int j, float[] most) {
        for (int k = j; k < j + STEP; k++) {
            maxOne(q[k], w[k], most);
        }
    }

    private static void maxOne(float q, float[] w, float[] most) {
        for (int l = 0; l < LANES; l++) {
            most[l] = Math.max(most[l], Math.abs(q - w[l]));
        }
    }

    private void scan(float[] sums, int from, int width, Shortlist list) {
        double terms = (d + 8) * ROUNDOFF;
        double gamma = terms / (1 - 2 * terms); // relative to the float sum instead of the true one, hence 2
        float limit = above(list.limit(), gamma);
        for (int l = 0; l < width; l++) {
            if (!(sums[l] > limit)) {
                list.offer(from + l, sums[l], sums[l] < HUGE ? sums[l] * gamma : Double.POSITIVE_INFINITY);
                limit = above(list.limit(), gamma);
            }
        }
    }

    /** A key S is out if S (1 − γ) is above the limit; the nearest float may lie below that limit, hence the next one up. */
    private static float above(double limit, double gamma) {
        double reach = limit / (1 - gamma);
        return reach < HUGE ? Math.nextUp((float) reach) : Float.POSITIVE_INFINITY;
    }

    /** One query's exact distances. */
    private final class Query implements Shortlist.Exact {
        private final float[] data;
        private final int at;

        Query(FloatMatrix queries, int i) {
            this.data = queries.data();
            this.at = queries.offset(i);
        }

        @Override
        public double distance(int proxy) {
            int b = ProxyBlock.holding(starts, proxy);
            FloatMatrix rows = blocks.get(b).rows();
            return measure.between(data, at, rows.data(), rows.offset(proxy - starts[b]), d);
        }

        @Override
        public double key(double distance) {
            return distance;
        }
    }
}
