package org.imprint.core.head;

import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Turns queries, already checked and normalised, into answers. */
interface Answering {

    Answers answer(FloatMatrix queries, Parallel parallel);

    /** Returns the score of every class, [n, C]. */
    FloatMatrix classScores(FloatMatrix queries, Parallel parallel);
}
