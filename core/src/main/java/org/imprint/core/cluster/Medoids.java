package org.imprint.core.cluster;

import java.util.Arrays;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.NumpySums;
import org.imprint.core.matrix.Parallel;

/**
 * One search for k medoids on a matrix of distances: heuristic start, alternating steps.
 *
 * <p>Source: scikit-learn-extra 0.3.0, {@code sklearn_extra/cluster/_k_medoids.py}, whose order of sums, strict comparisons
 * and numbering are kept, because ties are common.
 */
public final class Medoids {

    private static final int MAX_ROUNDS = 300;

    /** Candidates whose costs are summed in one go, so that distances are read along rows. */
    private static final int TILE = 32;

    private final DoubleMatrix distances;
    private final Parallel parallel;
    private final int[] medoids;
    private final int[] cluster;

    /**
     * Finds where the search starts.
     *
     * @param distances [n, n] between the rows; not written to
     * @param k medoids, in [1, n]
     */
    public Medoids(DoubleMatrix distances, int k, Parallel parallel) {
        this.distances = distances;
        this.parallel = parallel;
        this.cluster = new int[distances.rows()];
        double[] sums = new double[distances.rows()];
        parallel.forEach(
                sums.length, i -> sums[i] = NumpySums.sum(distances.data(), distances.offset(i), distances.cols()));
        this.medoids = NumpySelection.smallest(sums, k);
    }

    /** Returns where the search starts: the k rows nearest to all others, in NumPy's order. */
    public int[] start() {
        return medoids.clone();
    }

    /**
     * Returns the medoids of the local optimum reached from the start, as row indices. At most 300 rounds of O(n·k) and the sum of
     * squared cluster sizes each.
     */
    public int[] search() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            int[] before = medoids.clone();
            assign();
            for (int j = 0; j < medoids.length; j++) {
                move(j);
            }
            if (Arrays.equals(before, medoids)) {
                break;
            }
        }
        return medoids;
    }

    /** Puts each row into the cluster of its nearest medoid, the first of equals. */
    private void assign() {
        double[] nearest = distances.row(medoids[0]);
        Arrays.fill(cluster, 0);
        for (int j = 1; j < medoids.length; j++) {
            int row = distances.offset(medoids[j]);
            for (int i = 0; i < nearest.length; i++) {
                double d = distances.data()[row + i];
                if (d < nearest[i]) {
                    nearest[i] = d;
                    cluster[i] = j;
                }
            }
        }
    }

    /** Moves medoid j to the member of its cluster with the least sum of distances, if that is less than now. */
    private void move(int j) {
        int[] members = members(j);
        if (members.length == 0) {
            return;
        }
        double[] cost = costs(members);
        int best = 0;
        for (int a = 1; a < cost.length; a++) {
            best = cost[a] < cost[best] ? a : best;
        }
        int at = Arrays.binarySearch(members, medoids[j]);
        if (cost[best] < cost[Math.max(0, at)]) {
            medoids[j] = members[best];
        }
    }

    private int[] members(int j) {
        int[] members = new int[cluster.length];
        int count = 0;
        for (int i = 0; i < cluster.length; i++) {
            if (cluster[i] == j) {
                members[count++] = i;
            }
        }
        return Arrays.copyOf(members, count);
    }

    /** Returns cost[a] = Σ_b D[b][a] over members b. */
    private double[] costs(int[] members) {
        int m = members.length;
        double[] cost = new double[m];
        parallel.forEachTile(m, TILE, (from, to) -> {
            double[] column = new double[(to - from) * m];
            for (int b = 0; b < m; b++) {
                int row = distances.offset(members[b]);
                for (int a = from; a < to; a++) {
                    column[(a - from) * m + b] = distances.data()[row + members[a]];
                }
            }
            for (int a = from; a < to; a++) {
                cost[a] = NumpySums.sum(column, (a - from) * m, m);
            }
        });
        return cost;
    }
}
