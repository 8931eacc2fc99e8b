/**
 * The paper's figures from typed numbers: accuracy over k, few samples, neural collapse, gain, best k, times, maps.
 *
 * <p>Accuracies come in as fractions in [0, 1] and are drawn, and written to the CSV, in per cent. Nothing here knows where
 * numbers come from: the caller takes medians over seeds and says what a group is. Every caption says what is shown and of how
 * many.
 *
 * <p>Start at {@link org.imprint.study.figure.paper.PaperFigures}.
 */
package org.imprint.study.figure.paper;
