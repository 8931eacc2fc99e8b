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
 * there, only clusters whose rows have changed are summed again. In double, on the way, sums are mended by the rows that
 * come and go; the last centres are always sums of their rows in order.
 */
final class Lloyd {

    /** Sums are mended only while fewer than one in so many rows moves; from there on summing anew is as cheap. */
    private static final int MEND_SHARE = 8;

    private final Space space;
    private final Parallel parallel;
    private final int n;
    private final int k;
    private final Assignment assignment;
    private final int[] labels;
    private final int[] weights;
    private final double[] shifts;
    private final boolean[] mended;
    private boolean relocated;

    Lloyd(Space space, Parallel parallel) {
        this.space = space;
        this.parallel = parallel;
        this.n = space.rows();
        this.k = space.clusters();
        this.assignment = new Assignment(space, parallel);
        this.labels = assignment.labels();
        this.weights = new int[k];
        this.shifts = new double[k];
        this.mended = new boolean[k];
    }

    /** Iterates from the centres that stand in the space. */
    Clustering run(int[] seeds) {
        boolean strict = false;
        boolean close = false;
        int iteration = 0;
        while (!strict && !close && iteration < KMeans.MAX_ITERATIONS) {
            iteration++;
            int[] moved = assignment.assign();
            update(moved);
            strict = moved.length == 0;
            close = Sums.squaredNorm(shifts, 0, k) <= space.tolerance();
        }
        // A mended sum has the right rows, added in another order. What is handed out must be the sum in row order, or
        // its last bits would
        // tell how the iteration went.
        int[] approximate = where(mended);
        sumAnew(approximate);
        moveCentres(approximate);
        if (!strict) {
            assignment.assign();
        }
        return new Clustering(space.finalCentres(), labels, seeds, iteration);
    }

    /** Moves each centre to the mean of its rows. */
    private void update(int[] moved) {
        boolean[] dirty = new boolean[k];
        for (int row : moved) {
            dirty[labels[row]] = true;
            weights[labels[row]]++;
            if (assignment.before(row) >= 0) {
                dirty[assignment.before(row)] = true;
                weights[assignment.before(row)]--;
            }
        }
        // After a relocation sums hold rows that labels give to other clusters: until the next full sum no mending can
        // be right
        boolean empty = Arrays.stream(weights).anyMatch(w -> w == 0);
        if (empty || relocated) {
            updateWithEmptyClusters();
            return;
        }
        int[] touched = where(dirty);
        if (space.sumsMayBeMended() && moved.length < n / MEND_SHARE) {
            mend(touched, moved);
        } else {
            sumAnew(touched);
        }
        Arrays.fill(shifts, 0);
        moveCentres(touched);
    }

    private static int[] where(boolean[] flags) {
        return IntStream.range(0, flags.length).filter(j -> flags[j]).toArray();
    }

    private void mend(int[] clusters, int[] moved) {
        parallel.forEach(clusters.length, t -> {
            int j = clusters[t];
            for (int row : moved) {
                if (labels[row] == j) {
                    space.mend(j, row, true);
                } else if (assignment.before(row) == j) {
                    space.mend(j, row, false);
                }
            }
        });
        for (int j : clusters) {
            mended[j] = true;
        }
    }

    private void sumAnew(int[] clusters) {
        if (clusters.length == 0) {
            return;
        }
        int[] starts = new int[k + 1];
        int[] members = members(starts);
        parallel.forEach(clusters.length, t -> {
            int j = clusters[t];
            space.sum(j, members, starts[j], starts[j + 1]);
        });
        for (int j : clusters) {
            mended[j] = false;
        }
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

    private void moveCentres(int[] clusters) {
        for (int j : clusters) {
            shifts[j] = space.average(j, weights[j]);
            space.advance(j);
            assignment.move(j, shifts[j]);
        }
    }

    /** Sums all again, for relocations take rows out of any sum and leave labels alone; such steps are rare. */
    private void updateWithEmptyClusters() {
        sumAnew(IntStream.range(0, k).toArray());
        int[] counts = weights.clone();
        relocated = relocate(counts);
        int largest = 0;
        for (int j = 1; j < k; j++) {
            largest = counts[j] > counts[largest] ? j : largest;
        }
        for (int j = 0; j < k; j++) {
            // One that stays empty takes the largest cluster's centre, averaged already only if that comes first.
            shifts[j] = counts[j] > 0 ? space.average(j, counts[j]) : space.adopt(j, largest, largest < j);
        }
        for (int j = 0; j < k; j++) {
            space.advance(j);
            assignment.move(j, shifts[j]);
        }
    }

    /** Gives the rows farthest from their centres to the empty clusters, one each; returns whether it did. */
    private boolean relocate(int[] counts) {
        if (Arrays.stream(counts).allMatch(c -> c > 0)) {
            return false;
        }
        double[] distances = new double[n];
        parallel.forEachTile(n, Space.TILE, (from, to) -> {
            for (int i = from; i < to; i++) {
                distances[i] = space.squaredDistance(i, labels[i]);
            }
        });
        if (Arrays.stream(counts).allMatch(c -> c > 0)
                || Arrays.stream(distances).max().orElse(0) == 0) {
            return false;
        }
        List<Integer> far = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        far.sort(Comparator.comparingDouble((Integer i) -> distances[i]).reversed());
        int next = 0;
        for (int j = 0; j < k; j++) {
            if (weights[j] == 0) {
                int row = far.get(next++);
                space.move(row, labels[row], j);
                counts[j] = 1;
                counts[labels[row]]--;
            }
        }
        return true;
    }
}
