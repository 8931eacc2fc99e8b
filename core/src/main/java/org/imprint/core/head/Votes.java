package org.imprint.core.head;

import java.util.Arrays;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.search.Neighbours;

/** Counts the votes of neighbours; one object per thread, used for one query after the other. */
final class Votes {

    private static final double NEVER_ZERO = 1e-10;

    private final NearestVote rule;
    private final Semantics semantics;
    private final ClassBlocks classes;
    private final double[] counts;

    Votes(NearestVote rule, Semantics semantics, ClassBlocks classes) {
        this.rule = rule;
        this.semantics = semantics;
        this.classes = classes;
        this.counts = new double[classes.classes()];
    }

    /** Counts the votes for query i anew and returns the winner. */
    int winner(Neighbours neighbours, int i) {
        count(neighbours, i);
        if (semantics.isReference()) {
            return firstOfMost();
        }
        double most = Arrays.stream(counts).max().orElseThrow();
        int j = 0;
        while (counts[classes.classOf(neighbours.proxy(i, j))] < most) {
            j++;
        }
        return classes.classOf(neighbours.proxy(i, j));
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

    private void count(Neighbours neighbours, int i) {
        Arrays.fill(counts, 0);
        boolean inFloat = semantics.isReference() && rule.metric() == Metric.COSINE;
        for (int j = 0; j < neighbours.m(); j++) {
            int c = classes.classOf(neighbours.proxy(i, j));
            double distance = neighbours.value(i, j);
            if (rule.weighting() == Weighting.UNIFORM) {
                counts[c]++;
            } else if (inFloat) {
                counts[c] = (float) counts[c] + 1f / ((float) distance + (float) NEVER_ZERO);
            } else {
                counts[c] += 1 / (distance + NEVER_ZERO);
            }
        }
    }

    /** Returns the share of the last counted votes that went to class c, in [0, 1]. */
    double share(int c) {
        return counts[c] / Arrays.stream(counts).sum();
    }
}
