/**
 * How good answers are: confusion counts and what follows from them, the answers for training rows that are left out, and how well scores
 * part queries of known classes from others ({@link org.imprint.core.eval.OpenSetScores}).
 *
 * <p>Counts are whole numbers, so answers can be counted in any order and in parts. Accuracy is in [0, 1]; per cent are for tables. A ratio
 * of nothing is 0 for a class and NaN for all samples together, never an exception.
 */
package org.imprint.core.eval;
