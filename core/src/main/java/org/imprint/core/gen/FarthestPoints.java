package org.imprint.core.gen;

import java.util.Arrays;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * One run of farthest-point sampling, with distances computed only where they can matter.
 *
 * <p>A row's distance to the nearest chosen row can only fall while more rows are chosen. What is known from earlier rounds
 * is therefore an upper bound, and a row whose bound is below the best candidate of the round is left alone; its bound is
 * brought up to date, against all rows chosen since, once it matters. The rows chosen are those of the plain method.
 */
final class FarthestPoints {

    private static final double CHOSEN = -1;

    private final FloatMatrix x;
    private final Parallel parallel;
    private final int[] chosen;
    private int count;

    /** Least squared distance of each row to the first {@link #seen} chosen rows; {@link #CHOSEN} for a chosen row. */
    private final double[] bound;

    private final int[] seen;

    FarthestPoints(FloatMatrix x, int k, Parallel parallel) {
        this.x = x;
        this.parallel = parallel;
        this.chosen = new int[k];
        this.bound = new double[x.rows()];
        this.seen = new int[x.rows()];
    }

    /** Returns the k chosen rows, {@code start} first. */
    int[] from(int start) {
        Arrays.fill(bound, Double.POSITIVE_INFINITY);
        choose(start);
        int firstNaN = firstNaN();
        if (firstNaN >= 0) {
            return withNaN(start, firstNaN);
        }
        while (count < chosen.length) {
            choose(farthest());
        }
        return chosen;
    }

    private void choose(int row) {
        chosen[count++] = row;
        bound[row] = CHOSEN;
    }

    /** Each thread finds the farthest of its part of the rows; the farthest of those does not depend on the parts. */
    private int farthest() {
        int parts = Math.min(parallel.threads(), bound.length);
        int[] best = new int[parts];
        parallel.forEach(parts, p -> best[p] = farthest(part(p, parts), part(p + 1, parts)));
        int winner = best[0];
        for (int b : best) {
            winner = beats(b, winner) ? b : winner;
        }
        return winner;
    }

    private int part(int p, int parts) {
        return (int) ((long) bound.length * p / parts);
    }

    /**
     * Returns the farthest of rows [from, to), its bound up to date. The row of the highest bound goes first, because it is most often the
     * farthest, and then rules the others out. What must hold: a stale bound is never below the distance, so a row that does not beat
     * the best by its bound does not beat it.
     */
    private int farthest(int from, int to) {
        int best = highestBound(from, to);
        refresh(best, CHOSEN);
        for (int i = from; i < to; i++) {
            if (beats(i, best)) {
                refresh(i, bound[best]);
                if (beats(i, best)) {
                    best = i;
                }
            }
        }
        return best;
    }

    /** Whether row i is farther than {@code best}, or as far and before it. */
    private boolean beats(int i, int best) {
        return bound[i] > bound[best] || (bound[i] == bound[best] && i < best);
    }

    private int highestBound(int from, int to) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (bound[i] > bound[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Brings the bound of row i up to date, or at least below {@code enough}; not as soon as they are equal, for then the index decides. */
    private void refresh(int i, double enough) {
        while (seen[i] < count && bound[i] >= enough) {
            double d = squaredDistance(i, chosen[seen[i]++]);
            bound[i] = d < bound[i] ? d : bound[i]; // not min: ∞ − ∞ must not make a bound NaN
        }
    }

    /**
     * Returns ‖xₐ − x_b‖². A difference of floats is exact where the two are near each other and rounded once otherwise, so
     * near-equal rows far from the origin are told apart, which ‖xₐ‖² + ‖x_b‖² − 2·xₐ·x_b in float cannot do.
     */
    private double squaredDistance(int a, int b) {
        float[] v = x.data();
        int p = x.offset(a);
        int q = x.offset(b);
        int d = x.cols();
        int blocks = d - d % 4;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int j = 0; j < blocks; j += 4) {
            double t0 = v[p + j] - v[q + j];
            double t1 = v[p + j + 1] - v[q + j + 1];
            double t2 = v[p + j + 2] - v[q + j + 2];
            double t3 = v[p + j + 3] - v[q + j + 3];
            s0 += t0 * t0;
            s1 += t1 * t1;
            s2 += t2 * t2;
            s3 += t3 * t3;
        }
        for (int j = blocks; j < d; j++) {
            double t = v[p + j] - v[q + j];
            s0 += t * t;
        }
        return (s0 + s1) + (s2 + s3);
    }

    private int firstNaN() {
        for (int i = 0; i < x.rows(); i++) {
            if (RowChecks.hasNaN(x, i)) {
                return i;
            }
        }
        return -1;
    }

    /** A row with NaN has distance NaN to every row, and torch's argmax takes the first NaN. */
    private int[] withNaN(int start, int firstNaN) {
        if (count < chosen.length && !RowChecks.hasNaN(x, start)) {
            choose(firstNaN);
        }
        for (int i = 0; count < chosen.length; i++) {
            if (bound[i] != CHOSEN) {
                choose(i);
            }
        }
        return chosen;
    }
}
