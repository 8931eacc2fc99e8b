/**
 * What results say: statistics, tables, figures, maps, report, and the study of the paper again. Reads stores that {@code lab} wrote;
 * knows no command line and no cluster.
 *
 * <p>A number that is shown in two places is computed in one: medians and ranks in {@code analysis}, tests in {@code stats}. What is
 * missing is counted and named wherever a number is shown, never filled in.
 */
package org.imprint.study;
