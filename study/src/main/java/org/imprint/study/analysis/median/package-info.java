/**
 * Medians over seeds of each (group, configuration), and what is read off them: curves, run times, spreads.
 *
 * <p>Start at {@link org.imprint.study.analysis.median.Medians}. Runs may come in any order and more than once; the result is the same.
 */
package org.imprint.study.analysis.median;
