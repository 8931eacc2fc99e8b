package org.imprint.core.cluster;

import org.imprint.core.matrix.Parallel;

/**
 * Bounds on the distance of every row to every centre, by which most rows are known to keep their cluster.
 *
 * <p>When a centre moves by s, distances to it change by at most s (Elkan, "Using the triangle inequality to accelerate
 * k-means", ICML 2003). Bounds are stored relative to the way each centre has gone, so moving costs nothing per row. They
 * are widened by the worst rounding of a product in float, hence a row that is skipped has the label that the product would
 * have given it.
 */
final class Bounds {

    /** From this many bounds on their memory is better spent otherwise, and every row is computed each time. */
    private static final int MOST = 1 << 25;

    private final int n;
    private final int k;
    private final boolean kept;
    private final double[] squaredNorms;
    private final double[] lower;
    private final double[] upper;
    private final double[] gone;
    private final double wideError;
    private final double productError;
    private double largestCentre;

    Bounds(Space space) {
        this.n = space.rows();
        this.k = space.clusters();
        this.squaredNorms = space.squaredNorms();
        this.kept = (long) n * k <= MOST;
        this.lower = new double[kept ? n * k : 0];
        this.upper = new double[kept ? n : 0];
        this.gone = new double[k];
        int terms = space.wide().cols() + 8;
        this.wideError = 4 * terms * 0x1p-53;
        this.productError = 2 * terms * 0x1p-24;
    }

    /** Takes note of the centres that distances are measured from now on. */
    void centres(double[] centreNorms) {
        double largest = 0;
        for (double norm : centreNorms) {
            largest = Math.max(largest, norm);
        }
        largestCentre = Math.sqrt(largest);
    }

    /**
     * Lets a centre move by {@code shift}. A lower bound is kept as bound + gone at that time, an upper one as bound − gone: read back
     * with today's gone, the first has fallen and the second risen by the way since, with O(k) work a move instead of O(n·k). What must
     * hold: gone never falls, and a shift is never counted short, hence the factor.
     */
    void move(int cluster, double shift) {
        gone[cluster] += shift * (1 + productError);
    }

    /** Most that a squared distance of row i can be wrong by. */
    private double error(int i) {
        double x2 = squaredNorms[i];
        return productError * (2 * Math.sqrt(x2) + largestCentre) * largestCentre + wideError * x2;
    }

    /** Stores the distances of row i that follow from its k values ‖Cⱼ‖² − 2 xᵢ·Cⱼ at {@code at}; label is the least. */
    void store(int i, int label, double[] values, int at) {
        if (!kept) {
            return;
        }
        double error = error(i);
        double base = squaredNorms[i] - error;
        int o = i * k;
        for (int j = 0; j < k; j++) {
            lower[o + j] = Math.sqrt(Math.max(0, values[at + j] + base)) + gone[j];
        }
        upper[i] = Math.sqrt(Math.max(0, values[at + label] + squaredNorms[i]) + error) - gone[label];
    }

    /**
     * Returns whether the least of row i's values, at {@code best}, is so by more than rounding can explain: twice the error, because
     * both values may be wrong. The comparison is negated so that NaN is never clear.
     */
    boolean clear(int i, int best, double[] values, int at) {
        double least = values[at + best] + 2 * error(i);
        for (int j = 0; j < k; j++) {
            if (!(values[at + j] > least) && j != best) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether row i is certainly nearest to the centre of its label. Ties are left open: of equals the first centre wins, which
     * bounds cannot see. Within twice the error the product itself might have chosen another, so that is left open too.
     */
    private boolean keeps(int i, int label) {
        double own = upper[i] + gone[label];
        double least = Math.sqrt(own * own + 2 * error(i));
        int o = i * k;
        for (int j = 0; j < k; j++) {
            if (!(lower[o + j] - gone[j] > least) && j != label) {
                return false;
            }
        }
        return true;
    }

    /** Marks the rows that may have to change their label. */
    void markUndecided(int[] labels, boolean[] open, Parallel parallel) {
        parallel.forEachTile(n, Space.TILE, (from, to) -> {
            for (int i = from; i < to; i++) {
                open[i] = !kept || !keeps(i, labels[i]);
            }
        });
    }
}
