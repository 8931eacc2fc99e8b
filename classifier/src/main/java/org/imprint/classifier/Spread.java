package org.imprint.classifier;

import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * How scores spread over all classes, for some queries that were asked together.
 *
 * <p>Labels of many queries cost one product in float; scores of all classes, each to the bit what it is alone, cost more than twice
 * that. So they are made when they are first asked for, for all of the queries at once. Safe for use by many threads.
 */
final class Spread {

    private final Head head;
    private final FloatMatrix queries;
    private final Parallel parallel;
    private final Calibration calibration;
    private volatile FloatMatrix scores;

    private Spread(Head head, FloatMatrix queries, Parallel parallel, Calibration calibration, FloatMatrix scores) {
        this.head = head;
        this.queries = queries;
        this.parallel = parallel;
        this.calibration = calibration;
        this.scores = scores;
    }

    /** Returns the spread of queries that nobody writes to. */
    static Spread later(Head head, FloatMatrix queries, Parallel parallel, Calibration calibration) {
        return new Spread(head, queries, parallel, calibration, null);
    }

    /** Returns a spread that is known. @param scores [n, C] */
    static Spread known(Head head, FloatMatrix scores, Calibration calibration) {
        return new Spread(head, null, Parallel.serial(), calibration, scores);
    }

    /** Returns the scores of all classes for query i. */
    float[] scores(int i) {
        FloatMatrix made = scores;
        return (made != null ? made : madeOnce()).row(i);
    }

    /** Returns the probabilities of all classes for query i. @param answer the place of the answered class */
    double[] probabilities(int i, int answer) {
        return calibration.probabilities(scores(i), answer);
    }

    private synchronized FloatMatrix madeOnce() {
        if (scores == null) {
            scores = head.classScores(queries, parallel);
        }
        return scores;
    }
}
