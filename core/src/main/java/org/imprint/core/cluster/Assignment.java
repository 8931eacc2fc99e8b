package org.imprint.core.cluster;

import java.util.Arrays;
import org.imprint.core.matrix.Parallel;

/**
 * The E-step: each row's nearest centre, the first of equals.
 *
 * <p>Three sieves, each exact: bounds keep rows that cannot change; a product in float decides the others unless two centres are
 * nearer to a tie than its worst rounding; a product in the run's precision decides the rest.
 */
final class Assignment {

    private final Space space;
    private final Parallel parallel;
    private final int n;
    private final int k;
    private final Bounds bounds;
    private final Pool<double[]> tiles;
    private final int[] labels;
    private final int[] before;

    /** Rows that the sieve at hand leaves open: first those the bounds do, then those the float product does, at last those that moved. */
    private final boolean[] open;

    Assignment(Space space, Parallel parallel) {
        this.space = space;
        this.parallel = parallel;
        this.n = space.rows();
        this.k = space.clusters();
        this.bounds = new Bounds(space);
        this.tiles = new Pool<>(() -> new double[Space.TILE * k]);
        this.labels = new int[n];
        this.before = new int[n];
        this.open = new boolean[n];
        Arrays.fill(labels, -1);
    }

    /** Returns the cluster of each row; −1 before the first assignment. */
    int[] labels() {
        return labels;
    }

    /** Returns the cluster of a row before the last assignment. */
    int before(int row) {
        return before[row];
    }

    /** Lets a centre move by {@code shift}, after which its place in the space must be the new one. */
    void move(int cluster, double shift) {
        bounds.move(cluster, shift);
    }

    /** Assigns all rows; returns those whose label changed, ascending. */
    int[] assign() {
        double[] centreNorms = space.centreNorms();
        bounds.centres(centreNorms);
        System.arraycopy(labels, 0, before, 0, n);
        if (labels[0] < 0) {
            Arrays.fill(open, true);
        } else {
            bounds.markUndecided(labels, open, parallel);
        }
        int[] undecided = openRows();
        // Rows of a whole tile need no copying together, so from one half on all are computed.
        if (undecided.length > n / 2) {
            parallel.forEachTile(n, Space.TILE, (from, to) -> assignTile(from, to, centreNorms));
        } else {
            parallel.forEachTile(
                    undecided.length, Space.TILE, (from, to) -> assignListed(undecided, from, to, centreNorms));
        }
        int[] doubtful = openRows();
        parallel.forEachTile(doubtful.length, Space.TILE, (from, to) -> decide(doubtful, from, to, centreNorms));
        for (int i = 0; i < n; i++) {
            open[i] = labels[i] != before[i];
        }
        return openRows();
    }

    private int[] openRows() {
        int[] rows = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (open[i]) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private void assignTile(int from, int to, double[] centreNorms) {
        double[] values = tiles.take();
        space.roughValues(from, to, centreNorms, values);
        for (int i = from; i < to; i++) {
            assignRow(i, values, (i - from) * k);
        }
        tiles.give(values);
    }

    private void assignListed(int[] rows, int from, int to, double[] centreNorms) {
        double[] values = tiles.take();
        space.roughValues(rows, from, to, centreNorms, values);
        for (int r = from; r < to; r++) {
            assignRow(rows[r], values, (r - from) * k);
        }
        tiles.give(values);
    }

    private void assignRow(int row, double[] values, int at) {
        int best = least(values, at);
        labels[row] = best;
        bounds.store(row, best, values, at);
        // Every row that was open comes by here and is told anew. One that stays open has a label here all the same,
        // and bounds of it; decide() overwrites both
        open[row] = !space.roughIsFinal() && !bounds.clear(row, best, values, at);
    }

    private void decide(int[] rows, int from, int to, double[] centreNorms) {
        double[] values = tiles.take();
        space.values(rows, from, to, centreNorms, values);
        for (int r = from; r < to; r++) {
            int best = least(values, (r - from) * k);
            labels[rows[r]] = best;
            bounds.store(rows[r], best, values, (r - from) * k);
        }
        tiles.give(values);
    }

    private int least(double[] values, int at) {
        int best = 0;
        double value = values[at];
        for (int j = 1; j < k; j++) {
            if (values[at + j] < value) {
                best = j;
                value = values[at + j];
            }
        }
        return best;
    }
}
