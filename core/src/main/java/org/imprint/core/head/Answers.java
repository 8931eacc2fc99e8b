package org.imprint.core.head;

import org.imprint.core.Checks;

/**
 * What a head answered for n queries: a class index and a score each.
 *
 * <p>The score is larger the surer the answer. For the maximum of inner products it is the winning product, in any range; for
 * a vote it is the winner's share of all votes, in [0, 1]. Immutable.
 */
public final class Answers {

    private final int[] classes;
    private final double[] scores;

    Answers(int[] classes, double[] scores) {
        this.classes = classes;
        this.scores = scores;
    }

    /** Returns n, the number of queries. */
    public int size() {
        return classes.length;
    }

    /** Returns the class index answered for query i. */
    public int classIndex(int i) {
        return classes[Checks.inRange("query", i, 0, classes.length - 1)];
    }

    /** Returns the score of the answer for query i. */
    public double score(int i) {
        return scores[Checks.inRange("query", i, 0, scores.length - 1)];
    }

    /** Returns a copy of the answered class indices, n of them. */
    public int[] classIndices() {
        return classes.clone();
    }

    /** Returns a copy of the scores, n of them. */
    public double[] scores() {
        return scores.clone();
    }
}
