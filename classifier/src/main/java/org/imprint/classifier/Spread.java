package org.imprint.classifier;

import org.imprint.core.calibration.Temperature;
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
    private final Temperature temperature;
    private volatile FloatMatrix scores;

    private Spread(Head head, FloatMatrix queries, Parallel parallel, Temperature temperature, FloatMatrix scores) {
        this.head = head;
        this.queries = queries;
        this.parallel = parallel;
        this.temperature = temperature;
        this.scores = scores;
    }

    /** Returns the spread of queries that nobody writes to. */
    static Spread later(Head head, FloatMatrix queries, Parallel parallel, Temperature temperature) {
        return new Spread(head, queries, parallel, temperature, null);
    }

    /** Returns a spread that is known. @param scores [n, C] */
    static Spread known(Head head, FloatMatrix scores, Temperature temperature) {
        return new Spread(head, null, Parallel.serial(), temperature, scores);
    }

    /** Returns the scores of all classes for query i. */
    float[] scores(int i) {
        FloatMatrix made = scores;
        return (made != null ? made : madeOnce()).row(i);
    }

    /** Returns the probabilities of all classes for query i. */
    double[] probabilities(int i) {
        return temperature.probabilities(scores(i));
    }

    private synchronized FloatMatrix madeOnce() {
        if (scores == null) {
            scores = head.classScores(queries, parallel);
        }
        return scores;
    }
}
