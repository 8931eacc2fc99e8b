package org.imprint.core.eval;

import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Where the class scores and answers of rows go, each written once. */
final class LeftOutAnswers {

    private final FloatMatrix scores;
    private final int[] winners;
    private final float gap;

    /** @param votes whether scores are shares of votes, of which a class that is gone has 0; else it has −∞ */
    LeftOutAnswers(int n, int classes, boolean votes) {
        this.scores = FloatMatrix.zeros(n, classes);
        this.winners = new int[n];
        this.gap = votes ? 0 : Float.NEGATIVE_INFINITY;
    }

    FloatMatrix scores() {
        return scores;
    }

    int[] winners() {
        return winners;
    }

    /** Sets the score of class c for row i. */
    void set(int i, int c, double score) {
        scores.data()[scores.offset(i) + c] = (float) score;
    }

    /** Sets the answer to the class of the largest score, the first of equals. */
    void settle(int i) {
        int winner = 0;
        for (int c = 1; c < scores.cols(); c++) {
            winner = scores.get(i, c) > scores.get(i, winner) ? c : winner;
        }
        winners[i] = winner;
    }

    /** Sets the answer. */
    void settle(int i, int winner) {
        winners[i] = winner;
    }

    /**
     * Takes what a head says.
     *
     * @param head of all classes, or of all but class c
     * @param query [1, d], raw
     */
    void take(int i, Head head, int c, FloatMatrix query) {
        boolean gone = head.classes() < scores.cols();
        float[] of = head.classScores(query, Parallel.serial()).row(0);
        int at = scores.offset(i);
        if (gone) {
            System.arraycopy(of, 0, scores.data(), at, c);
            scores.data()[at + c] = gap;
            System.arraycopy(of, c, scores.data(), at + c + 1, of.length - c);
        } else {
            System.arraycopy(of, 0, scores.data(), at, of.length);
        }
        int winner = head.answer(query.row(0)).classIndex();
        winners[i] = gone && winner >= c ? winner + 1 : winner;
    }
}
