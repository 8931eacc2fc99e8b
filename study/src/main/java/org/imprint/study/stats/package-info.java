/**
 * Which methods differ: comparison of methods over blocks (data sets, tasks, backbones) that each method was run on.
 *
 * <p>Scores are paired by the id of the block, never by the order of rows; the order in which scores, methods or blocks are
 * given changes nothing, except in {@code reference} semantics, which keep the published code's habits. Whatever a table looks
 * like, {@link org.imprint.study.stats.Comparison#of} ends with an answer or with a sentence that says why there is none.
 * Reads no files and uses no randomness.
 *
 * <p>Start at {@link org.imprint.study.stats.ScoreTable} and {@link org.imprint.study.stats.Comparison}.
 */
package org.imprint.study.stats;
