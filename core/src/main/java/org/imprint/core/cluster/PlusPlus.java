package org.imprint.core.cluster;

import java.util.Arrays;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.NumpyRandom;

/**
 * Greedy k-means++: each next centre is the best of L = 2 + ⌊ln k⌋ rows drawn by their squared distance to the nearest
 * centre so far.
 *
 * <p>Squared distances are max(0, (−2 a·b + ‖a‖²) + ‖b‖²) in double, rounded to the precision of the run. Time
 * O(n·d·k·L). Source: D. Arthur, S. Vassilvitskii, "k-means++", SODA 2007; scikit-learn 1.5.2 {@code _kmeans_plusplus}.
 */
final class PlusPlus {

    private static final int TILE = 128;

    private final Space space;
    private final DoubleMatrix x;
    private final double[] norms;
    private final Parallel parallel;
    private final int tiles;
    private double[] closest;
    /** Relative difference below which two potentials may be equal but for rounding. */
    private static final double NEAR_TIE = 1e-12;

    private double potential;

    PlusPlus(Space space, Parallel parallel) {
        this.space = space;
        this.x = space.wide();
        this.norms = space.squaredNorms();
        this.parallel = parallel;
        this.tiles = (x.rows() + TILE - 1) / TILE;
        this.closest = new double[x.rows()];
        Arrays.fill(closest, Double.POSITIVE_INFINITY);
    }

    /** Returns the rows chosen, k of them, in the order of choice. */
    int[] choose(int k, NumpyRandom random) {
        int n = x.rows();
        int trials = 2 + (int) Math.log(k);
        int[] chosen = new int[k];
        double[] uniform = new double[n];
        Arrays.fill(uniform, space.round(1.0 / n));
        chosen[0] = random.choice(uniform);
        adoptBest(new int[] {chosen[0]});
        for (int c = 1; c < k; c++) {
            double[] u = random.uniform(trials);
            chosen[c] = adoptBest(draw(u));
        }
        return chosen;
    }

    /** Draws one row for each u: the first whose cumulative squared distance reaches u times the potential. */
    private int[] draw(double[] u) {
        int n = x.rows();
        double[] cumulative = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += closest[i];
            cumulative[i] = sum;
        }
        int[] rows = new int[u.length];
        for (int t = 0; t < u.length; t++) {
            rows[t] = Math.min(firstAtLeast(cumulative, u[t] * potential), n - 1);
        }
        return rows;
    }

    private static int firstAtLeast(double[] ascending, double value) {
        int lo = 0;
        int hi = ascending.length;
        while (lo < hi) {
            int mid = (lo + hi) >>> 1;
            if (ascending[mid] < value) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        return lo;
    }

    /** Makes the candidate that leaves the smallest potential a centre, the first of equals, and returns its row. */
    private int adoptBest(int[] candidates) {
        DoubleMatrix centres = x.select(candidates);
        double[][] distances = new double[candidates.length][x.rows()];
        double[][] tileSums = new double[tiles][];
        Pool<double[]> products = new Pool<>(() -> new double[TILE * candidates.length]);
        parallel.forEach(tiles, tile -> {
            double[] dots = products.take();
            tileSums[tile] = tile(tile, candidates, centres, dots, distances);
            products.give(dots);
        });
        double[] potentials = new double[candidates.length];
        for (int t = 0; t < candidates.length; t++) {
            for (double[] sums : tileSums) {
                potentials[t] += sums[t];
            }
            potentials[t] = space.round(potentials[t]);
        }
        int best = firstSmallest(potentials, distances);
        closest = distances[best];
        potential = potentials[best];
        return candidates[best];
    }

    /**
     * Returns the first candidate of the smallest potential. Two rows that are each other's nearest neighbour leave the same
     * potential but for rounding; such a tie must not be decided by the order of a sum, so near ties are summed again exactly.
     */
    private int firstSmallest(double[] potentials, double[][] distances) {
        double least = Arrays.stream(potentials).min().orElseThrow();
        int best = -1;
        double bestSum = Double.POSITIVE_INFINITY;
        for (int t = 0; t < potentials.length; t++) {
            if (potentials[t] <= least + NEAR_TIE * Math.abs(least)) {
                double sum = space.round(compensated(distances[t]));
                if (best < 0 || sum < bestSum) {
                    best = t;
                    bestSum = sum;
                }
            }
        }
        return best < 0 ? 0 : best;
    }

    /** Returns the sum with the rounding errors carried along (Neumaier). */
    private static double compensated(double[] values) {
        double sum = 0;
        double lost = 0;
        for (double v : values) {
            double next = sum + v;
            lost += Math.abs(sum) >= Math.abs(v) ? (sum - next) + v : (v - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    /** Folds the candidates' distances into the nearest ones of one tile of rows; returns their sum per candidate. */
    private double[] tile(int tile, int[] candidates, DoubleMatrix centres, double[] dots, double[][] distances) {
        int from = tile * TILE;
        int to = Math.min(x.rows(), from + TILE);
        int trials = candidates.length;
        Blas.timesTransposed(
                x.rows(from, to), centres, DoubleMatrix.of(TILE, trials, dots).rows(0, to - from));
        double[] sums = new double[trials];
        for (int t = 0; t < trials; t++) {
            double norm = norms[candidates[t]];
            double sum = 0;
            double[] nearest = distances[t];
            for (int i = from; i < to; i++) {
                double distance = (-2 * dots[(i - from) * trials + t] + norm) + norms[i];
                double least = Math.min(closest[i], space.round(Math.max(0, distance)));
                nearest[i] = least;
                sum += least;
            }
            sums[t] = sum;
        }
        return sums;
    }
}
