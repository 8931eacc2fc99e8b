package org.imprint.study.figure.chart;

/** Which panels have the same range of an axis; only outer panels then show its numbers. */
public enum Sharing {
    /** All panels. */
    ALL,
    /** Panels beside each other. */
    ROW,
    /** None. */
    NONE
}
