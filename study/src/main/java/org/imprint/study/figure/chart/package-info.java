/**
 * Charts: panels of lines and points, boxes, and critical-difference diagrams.
 *
 * <p>Start at {@link org.imprint.study.figure.chart.Panels}, {@link org.imprint.study.figure.chart.BoxChart} or
 * {@link org.imprint.study.figure.chart.CdDiagram}. A chart measures its texts first and lays itself out by them, so that none
 * overlaps another or is cut.
 */
package org.imprint.study.figure.chart;
