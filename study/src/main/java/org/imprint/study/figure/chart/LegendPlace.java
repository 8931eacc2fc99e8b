package org.imprint.study.figure.chart;

/** Where the legend stands; never inside a plot, where it could cover data. */
public enum LegendPlace {
    /** In a column to the right. */
    RIGHT,
    /** In rows below. */
    BELOW,
    /** Nowhere. */
    NONE
}
