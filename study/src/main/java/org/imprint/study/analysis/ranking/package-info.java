/**
 * Rankings of configurations over groups: what a table is about, what is left out for want of scores, who is best of what.
 *
 * <p>Start at {@link org.imprint.study.analysis.ranking.Ranking}. Ranks need complete tables; what is left out to get one is named.
 */
package org.imprint.study.analysis.ranking;
