package org.imprint.classifier;

import java.util.Arrays;
import java.util.Optional;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.unknown.KnownScore;

/**
 * How sure it is that queries that were asked together are of known classes.
 *
 * <p>Where that costs a look at all examples, it is made when it is first asked for, for all of the queries at once. Safe for use by many
 * threads.
 */
class KnownScores {

    private final ClassifierState state;
    private final FloatMatrix queries;
    private final Spread spread;
    private final Parallel parallel;
    private volatile float[] ofExamples;

    /** @param queries [n, d], which nobody writes to */
    KnownScores(ClassifierState state, FloatMatrix queries, Spread spread, Parallel parallel) {
        this.state = state;
        this.queries = queries;
        this.spread = spread;
        this.parallel = parallel;
    }

    ClassifierState state() {
        return state;
    }

    /** Returns the scores of all classes. */
    Spread spread() {
        return spread;
    }

    /** Returns n. */
    int size() {
        return queries.rows();
    }

    /** Returns query i, [1, d]. */
    FloatMatrix query(int i) {
        return queries.rows(i, i + 1);
    }

    /** Returns the score below which an answer is taken for none of the classes. */
    Optional<Threshold> threshold(int best) {
        return state.classes().get(best).threshold();
    }

    /**
     * Returns the score of query i; NaN if it needs examples and there are none.
     *
     * @param best the answered class
     * @param score that of the answered class
     */
    double of(int i, int best, double score) {
        KnownScore kind = state.calibration().known().score();
        if (kind == KnownScore.PROXY) {
            return score;
        }
        if (!kind.needsExamples()) {
            return kind.ofClassScores(spread.scores(i), best, state.temperature());
        }
        float[] made = ofExamples;
        return (made != null ? made : madeOnce())[i];
    }

    private synchronized float[] madeOnce() {
        if (ofExamples == null) {
            float[] none = new float[queries.rows()];
            Arrays.fill(none, Float.NaN);
            ofExamples = state.detector(parallel)
                    .map(d -> d.scores(queries, parallel))
                    .orElse(none);
        }
        return ofExamples;
    }
}
