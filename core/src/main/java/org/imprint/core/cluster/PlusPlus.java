package org.imprint.core.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.NumpyRandom;

/**
 * Greedy k-means++: each next centre is the best of L = 2 + ⌊ln k⌋ rows drawn by their squared distance to the nearest
 * centre so far.
 *
 * <p>A row is looked at only if the triangle inequality leaves open whether a candidate is nearer than its centre.
 * Squared distances are max(0, (−2 a·b + ‖a‖²) + ‖b‖²) in double, rounded to the precision of the run. Time
 * O(n·d·k·L). Source: D. Arthur, S. Vassilvitskii, "k-means++", SODA 2007; scikit-learn 1.5.2 {@code _kmeans_plusplus}.
 */
final class PlusPlus {

    /** Part of the result: potentials are summed tile by tile, so other tiles would round, and at worst draw, differently. */
    private static final int TILE = 128;

    /** Relative difference below which two potentials may be equal but for rounding. */
    private static final double NEAR_TIE = 1e-12;

    /** What a bound must hold by, relative to the squared lengths: far above the rounding of distances in float. */
    private static final double MARGIN = 1e-5;

    private final Space space;
    private final DoubleMatrix x;
    private final double[] norms;
    private final Parallel parallel;
    private final List<Integer> chosen = new ArrayList<>();
    private final int[] owner;
    private double[] closest;
    private double potential;

    PlusPlus(Space space, Parallel parallel) {
        this.space = space;
        this.x = space.wide();
        this.norms = space.squaredNorms();
        this.parallel = parallel;
        this.owner = new int[x.rows()];
        this.closest = new double[x.rows()];
        Arrays.fill(closest, Double.POSITIVE_INFINITY);
    }

    /** Returns the rows chosen, k of them, in the order of choice. */
    int[] choose(int k, NumpyRandom random) {
        int n = x.rows();
        int trials = 2 + (int) Math.log(k);
        double[] uniform = new double[n];
        Arrays.fill(uniform, space.round(1.0 / n));
        adoptBest(new int[] {random.choice(uniform)}, scratch(1));
        Pool<PlusPlusTile> scratch = scratch(trials);
        for (int c = 1; c < k; c++) {
            adoptBest(draw(random.uniform(trials)), scratch);
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private Pool<PlusPlusTile> scratch(int candidates) {
        return new Pool<>(() -> new PlusPlusTile(TILE, x.cols(), candidates));
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

    /** Makes the candidate that leaves the smallest potential a centre, the first of equals. */
    private void adoptBest(int[] candidates, Pool<PlusPlusTile> scratch) {
        DoubleMatrix centres = x.select(candidates);
        double[][] reach = reach(centres);
        double[][] distances = new double[candidates.length][x.rows()];
        double[][] tileSums = new double[Parallel.tiles(x.rows(), TILE)][];
        parallel.forEachTile(x.rows(), TILE, (from, to) -> {
            PlusPlusTile at = scratch.take();
            at.begin(x, from, to);
            at.need(i -> isReached(reach, i));
            at.multiply(centres);
            tileSums[from / TILE] = tile(at, candidates, distances);
            scratch.give(at);
        });
        double[] potentials = new double[candidates.length];
        for (int t = 0; t < candidates.length; t++) {
            // In the order of tiles, whichever thread was done first
            for (double[] sums : tileSums) {
                potentials[t] += sums[t];
            }
            potentials[t] = space.round(potentials[t]);
        }
        int best = firstSmallest(potentials, distances);
        for (int i = 0; i < owner.length; i++) {
            owner[i] = distances[best][i] < closest[i] ? chosen.size() : owner[i];
        }
        closest = distances[best];
        potential = potentials[best];
        chosen.add(candidates[best]);
    }

    /** Returns a quarter of ‖candidate − centre‖², less a margin, for each candidate and each centre so far. */
    private double[][] reach(DoubleMatrix candidates) {
        double[][] reach = new double[candidates.rows()][chosen.size()];
        for (int t = 0; t < candidates.rows(); t++) {
            for (int c = 0; c < chosen.size(); c++) {
                double distance = 0;
                double lengths = 0;
                for (int j = 0; j < x.cols(); j++) {
                    double a = candidates.get(t, j);
                    double b = x.get(chosen.get(c), j);
                    distance += (a - b) * (a - b);
                    lengths += a * a + b * b;
                }
                reach[t][c] = distance / 4 - MARGIN * lengths;
            }
        }
        return reach;
    }

    /**
     * Returns whether some candidate may be nearer to row i than its centre is. If the centre is no more than half as far from
     * the row as from the candidate, the triangle inequality says no.
     */
    private boolean isReached(double[][] reach, int i) {
        if (chosen.isEmpty()) {
            return true;
        }
        for (double[] r : reach) {
            if (closest[i] >= r[owner[i]]) {
                return true;
            }
        }
        return false;
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
    private double[] tile(PlusPlusTile tile, int[] candidates, double[][] distances) {
        double[] sums = new double[candidates.length];
        for (int t = 0; t < candidates.length; t++) {
            double norm = norms[candidates[t]];
            double sum = 0;
            double[] nearest = distances[t];
            for (int i = tile.from(); i < tile.to(); i++) {
                double least = closest[i];
                if (tile.isNeeded(i)) {
                    double distance = (-2 * tile.dot(i, t) + norm) + norms[i];
                    least = Math.min(least, space.round(Math.max(0, distance)));
                }
                nearest[i] = least;
                sum += least;
            }
            sums[t] = sum;
        }
        return sums;
    }
}
