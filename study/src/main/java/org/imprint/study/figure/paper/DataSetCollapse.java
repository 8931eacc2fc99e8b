package org.imprint.study.figure.paper;

/**
 * NC1 of a data set.
 *
 * @param backbone its marker
 * @param dataSet its place
 * @param nc1 greater than zero; NaN for a missing one
 */
public record DataSetCollapse(String backbone, String dataSet, double nc1) {}
