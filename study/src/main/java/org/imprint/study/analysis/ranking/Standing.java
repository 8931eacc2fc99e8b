package org.imprint.study.analysis.ranking;

import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.median.Spread;

/**
 * A configuration in a ranking.
 *
 * @param method the configuration
 * @param value its value on the highlighted axis
 * @param mark whether it is the best of its value, or of all
 * @param rank over the groups, 1 for the best accuracy in a group, ties sharing the mean of their ranks
 * @param accuracy over the groups, of medians over the seeds, in per cent
 */
public record Standing(Method method, String value, Mark mark, Spread rank, Spread accuracy) {}
