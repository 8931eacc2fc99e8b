package org.imprint.core.agg;

/** How queries and proxies are compared by a measure, which decides what can be shared and what it costs. */
public enum MeasureShape {
    /** By inner products: one matrix product of queries and proxies answers all measures of this shape. */
    PRODUCT,
    /** Coordinate by coordinate. */
    LANES,
    /** After both were transformed by what the training rows or the proxies say. */
    NEEDS_ROWS
}
