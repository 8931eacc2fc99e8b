package org.imprint.core.head;

import java.util.Arrays;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.search.Neighbours;

/** Counts the votes of neighbours; one object per thread, used for one query after the other. */
public final class Votes {

    private static final double NEVER_ZERO = 1e-10;

    private final NearestVote rule;
    private final Semantics semantics;
    private final double[] counts;
    private double total;

    /**
     * Creates a counter.
     *
     * @param c number of classes
     */
    public Votes(NearestVote rule, Semantics semantics, int c) {
        this.rule = rule;
        this.semantics = semantics;
        this.counts = new double[c];
    }

    /** Counts the votes for query i anew and returns the winner. */
    int winner(Neighbours neighbours, int i, ClassBlocks classes) {
        int[] voters = new int[neighbours.m()];
        double[] distances = new double[voters.length];
        for (int j = 0; j < voters.length; j++) {
            voters[j] = classes.classOf(neighbours.proxy(i, j));
            distances[j] = neighbours.value(i, j);
        }
        return winner(voters, distances);
    }

    /**
     * Counts the votes for one query anew and returns the winner.
     *
     * @param voters the class index of each neighbour, nearest first; at least one
     * @param distances of each neighbour
     */
    public int winner(int[] voters, double[] distances) {
        count(voters, distances);
        if (semantics.isReference()) {
            return firstOfMost();
        }
        double most = Arrays.stream(counts).max().orElseThrow();
        int j = 0;
        while (counts[voters[j]] < most) {
            j++;
        }
        return voters[j];
    }

    private int firstOfMost() {
        int winner = 0;
        for (int c = 1; c < counts.length; c++) {
            if (counts[c] > counts[winner]) {
                winner = c;
            }
        }
        return winner;
    }

    private void count(int[] voters, double[] distances) {
        Arrays.fill(counts, 0);
        boolean inFloat = semantics.isReference() && rule.metric() == Metric.COSINE;
        for (int j = 0; j < voters.length; j++) {
            int c = voters[j];
            double distance = distances[j];
            if (rule.weighting() == Weighting.UNIFORM) {
                counts[c]++;
            } else if (inFloat) {
                counts[c] = (float) counts[c] + 1f / ((float) distance + (float) NEVER_ZERO);
            } else {
                counts[c] += 1 / (distance + NEVER_ZERO);
            }
        }
        total = Arrays.stream(counts).sum();
    }

    /** Returns the share of the last counted votes that went to class c, in [0, 1]. */
    public double share(int c) {
        return counts[c] / total;
    }
}
