package org.imprint.core.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.matrix.Parallel;

/**
 * One run of Lloyd's iteration, with scikit-learn's rules for stopping and for empty clusters.
 *
 * <p>Source: S. Lloyd, "Least squares quantization in PCM", 1982; scikit-learn 1.5.2 {@code _kmeans_single_lloyd}. Other than
 * there, a cluster is summed again only if its rows have changed, which gives the same bits.
 */
final class Lloyd {

    private final Space space;
    private final Parallel parallel;
    private final int n;
    private final int k;
    private final Bounds bounds;
    private final Pool<double[]> tiles;
    private final int[] labels;
    private final int[] weights;
    private final boolean[] dirty;
    private final double[] shifts;
    private boolean assigned;
    private boolean relocated;

    Lloyd(Space space, Parallel parallel) {
        this.space = space;
        this.parallel = parallel;
        this.n = space.rows();
        this.k = space.clusters();
        this.bounds = new Bounds(space);
        this.tiles = new Pool<>(() -> new double[Space.TILE * k]);
        this.labels = new int[n];
        this.weights = new int[k];
        this.dirty = new boolean[k];
        this.shifts = new double[k];
        Arrays.fill(labels, -1);
    }

    /** Iterates from the centres that stand in the space. */
    Clustering run(int[] seeds) {
        boolean strict = false;
        boolean close = false;
        int iteration = 0;
        while (!strict && !close && iteration < KMeans.MAX_ITERATIONS) {
            iteration++;
            strict = !assign();
            update();
            close = Sums.squaredNorm(shifts, 0, k) <= space.tolerance();
        }
        if (!strict) {
            assign();
        }
        return new Clustering(space.finalCentres(), labels, seeds, iteration);
    }

    /** Gives each row to its nearest centre, the first of equals; returns whether a label changed. */
    private boolean assign() {
        double[] centreNorms = space.centreNorms();
        bounds.centres(centreNorms);
        int[] before = labels.clone();
        int[] open = assigned ? bounds.undecided(labels, parallel) : new int[0];
        // Rows of a whole tile need no copying together, so from one half on all are computed.
        if (!assigned || open.length > n / 2) {
            parallel.forEach(tileCount(n), t -> assignTile(t * Space.TILE, centreNorms));
        } else {
            parallel.forEach(tileCount(open.length), t -> assignListed(open, t * Space.TILE, centreNorms));
        }
        assigned = true;
        boolean changed = false;
        for (int i = 0; i < n; i++) {
            if (labels[i] != before[i]) {
                changed = true;
                dirty[labels[i]] = true;
                if (before[i] >= 0) {
                    dirty[before[i]] = true;
                }
            }
        }
        return changed;
    }

    private static int tileCount(int rows) {
        return (rows + Space.TILE - 1) / Space.TILE;
    }

    private void assignTile(int from, double[] centreNorms) {
        int to = Math.min(n, from + Space.TILE);
        double[] values = tiles.take();
        space.values(from, to, centreNorms, values);
        for (int i = from; i < to; i++) {
            assignRow(i, values, (i - from) * k);
        }
        tiles.give(values);
    }

    private void assignListed(int[] rows, int from, double[] centreNorms) {
        int to = Math.min(rows.length, from + Space.TILE);
        double[] values = tiles.take();
        space.values(rows, from, to, centreNorms, values);
        for (int r = from; r < to; r++) {
            assignRow(rows[r], values, (r - from) * k);
        }
        tiles.give(values);
    }

    private void assignRow(int row, double[] values, int at) {
        int best = 0;
        for (int j = 1; j < k; j++) {
            if (values[at + j] < values[at + best]) {
                best = j;
            }
        }
        labels[row] = best;
        bounds.store(row, best, values, at);
    }

    /** Moves each centre to the mean of its rows. */
    private void update() {
        int[] starts = new int[k + 1];
        int[] members = members(starts);
        boolean rare = relocated;
        for (int j = 0; j < k; j++) {
            weights[j] = starts[j + 1] - starts[j];
            rare |= weights[j] == 0;
        }
        if (rare) {
            Arrays.fill(dirty, true); // relocations take rows out of any sum, and their sums do not follow the labels
        }
        relocated = false;
        int[] touched = IntStream.range(0, k).filter(j -> dirty[j]).toArray();
        parallel.forEach(
                touched.length, t -> space.sum(touched[t], members, starts[touched[t]], starts[touched[t] + 1]));
        if (Arrays.stream(weights).anyMatch(w -> w == 0)) {
            relocate();
        }
        Arrays.fill(shifts, 0);
        for (int j : touched) {
            shifts[j] = weights[j] > 0 ? space.average(j, weights[j]) : 0;
        }
        adoptForEmpty();
        for (int j : touched) {
            space.advance(j);
            bounds.move(j, shifts[j]);
        }
        Arrays.fill(dirty, false);
    }

    /** Returns the rows cluster by cluster, ascending in each, and fills in where each cluster starts. */
    private int[] members(int[] starts) {
        for (int label : labels) {
            starts[label + 1]++;
        }
        for (int j = 0; j < k; j++) {
            starts[j + 1] += starts[j];
        }
        int[] at = starts.clone();
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[at[labels[i]]++] = i;
        }
        return rows;
    }

    /** Gives the rows farthest from their centres to the empty clusters, one each. */
    private void relocate() {
        double[] distances = new double[n];
        parallel.forEach(tileCount(n), t -> {
            for (int i = t * Space.TILE; i < Math.min(n, (t + 1) * Space.TILE); i++) {
                distances[i] = space.squaredDistance(i, labels[i]);
            }
        });
        if (Arrays.stream(distances).max().orElse(0) == 0) {
            return;
        }
        relocated = true;
        List<Integer> far = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        far.sort(Comparator.comparingDouble((Integer i) -> distances[i]).reversed());
        int next = 0;
        for (int j = 0; j < k; j++) {
            if (weights[j] == 0) {
                int row = far.get(next++);
                space.move(row, labels[row], j);
                weights[j] = 1;
                weights[labels[row]]--;
            }
        }
    }

    /** A cluster that stays empty takes the largest cluster's centre, averaged already only if that comes first. */
    private void adoptForEmpty() {
        int largest = 0;
        for (int j = 1; j < k; j++) {
            largest = weights[j] > weights[largest] ? j : largest;
        }
        for (int j = 0; j < k; j++) {
            if (weights[j] == 0) {
                shifts[j] = space.adopt(j, largest, largest < j);
            }
        }
    }
}
