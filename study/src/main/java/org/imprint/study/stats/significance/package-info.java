/**
 * The tests that comparisons rest on: Friedman's, the signed-rank test, Nemenyi's, Holm's correction, and how two measures go together.
 *
 * <p>Each takes numbers and knows neither methods nor blocks nor what is missing. Each names its paper and the implementation that its
 * tests compare with.
 */
package org.imprint.study.stats.significance;
