/**
 * From runs to the tables of the paper: medians over seeds, rankings, comparisons, run times.
 *
 * <p>A group is a {@link org.imprint.lab.sweep.DataChoice}, a configuration is a {@link org.imprint.lab.sweep.Method}. The first step
 * everywhere is the median over the seeds of each (group, configuration). Accuracies are in per cent. Nothing depends on the order in
 * which runs come, nor on threads; nothing is random. What is missing is counted and named, never filled in.
 *
 * <p>Start at {@link org.imprint.study.analysis.Analysis}.
 */
package org.imprint.study.analysis;
