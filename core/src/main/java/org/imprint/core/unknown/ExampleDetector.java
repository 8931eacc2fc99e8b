package org.imprint.core.unknown;

import java.util.List;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Scores queries by the training rows themselves; a higher score says "known". Immutable; may be shared by threads. */
public sealed interface ExampleDetector permits NeighbourDetector, MahalanobisDetector {

    /** Returns which score it is. */
    KnownScore score();

    /**
     * Returns the score of each query.
     *
     * @param queries raw embeddings [n, d], finite
     */
    float[] scores(FloatMatrix queries, Parallel parallel);

    /**
     * Returns the detector of a choice.
     *
     * @param choice one whose score needs examples
     * @param classes raw embeddings [n_c, d] of each class, at least one row in all; shared, not copied
     */
    static ExampleDetector of(KnownScoreChoice choice, List<FloatMatrix> classes, Parallel parallel) {
        return choice.score() == KnownScore.MAHALANOBIS
                ? MahalanobisDetector.of(classes, parallel)
                : NeighbourDetector.of(classes, choice.neighbours());
    }
}
