package org.imprint.core.head;

import org.imprint.core.matrix.FloatMatrix;

/**
 * Answers of a head with the scores of all classes, of one pass over the proxies where that can be.
 *
 * @param answers the classes answered; their scores are rounded to float here
 * @param classScores [n, C], as {@link Head#classScores} has them; shared, not to be written to
 */
public record ScoredAnswers(Answers answers, FloatMatrix classScores) {}
