package org.imprint.core.eval;

/** How many known queries, known ones with the right answer, and unknown ones have each score; scores in falling order. */
final class OpenSetCurve {

    private final int[] known;
    private final int[] right;
    private final int[] unknown;

    /** Takes counts of each distinct score, as many of each kind; a count may be 0. */
    OpenSetCurve(int[] known, int[] right, int[] unknown) {
        this.known = known;
        this.right = right;
        this.unknown = unknown;
    }

    int[] known() {
        return known;
    }

    int[] right() {
        return right;
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int c : counts) {
            sum += c;
        }
        return sum;
    }

    /** Returns the same with unknown queries as positives: lowest score first. Of them no answer is right. */
    OpenSetCurve reversed() {
        return new OpenSetCurve(reversed(unknown), new int[known.length], reversed(known));
    }

    private static int[] reversed(int[] counts) {
        int[] back = new int[counts.length];
        for (int s = 0; s < back.length; s++) {
            back[s] = counts[counts.length - 1 - s];
        }
        return back;
    }

    /** Returns the area under the share of K that is counted over the FPR, by trapezoids. @param counted of the known queries */
    double area(int[] counted) {
        long above = 0;
        double twice = 0;
        for (int s = 0; s < counted.length; s++) {
            twice += (double) unknown[s] * (2 * above + counted[s]);
            above += counted[s];
        }
        return twice / 2 / ((double) sum(known) * sum(unknown));
    }

    /** Returns Σ (TPR_i − TPR_(i−1)) precision_i. */
    double averagePrecision() {
        long truePositives = 0;
        long falsePositives = 0;
        double sum = 0;
        for (int s = 0; s < known.length; s++) {
            truePositives += known[s];
            falsePositives += unknown[s];
            if (known[s] > 0) {
                sum += known[s] * ((double) truePositives / (truePositives + falsePositives));
            }
        }
        return sum / truePositives;
    }

    /** Returns what is accepted at the highest score at which TPR ≥ part / whole. */
    Accepted accepted(int part, int whole) {
        long all = sum(known);
        long truePositives = 0;
        long falsePositives = 0;
        for (int s = 0; s < known.length && truePositives * whole < all * part; s++) {
            truePositives += known[s];
            falsePositives += unknown[s];
        }
        return new Accepted(truePositives, falsePositives, sum(unknown));
    }

    /** Queries with at least some score. */
    record Accepted(long known, long unknown, long allUnknown) {

        double falseRate() {
            return (double) unknown / allUnknown;
        }

        double precision() {
            return (double) known / (known + unknown);
        }
    }
}
