package org.imprint.core.cluster;

/** The arithmetic that a clustering runs in; it decides between near ties. */
public enum Precision {
    /** IEEE single, with the squared distances of k-means++ computed in double and rounded. */
    FLOAT,
    /** IEEE double. */
    DOUBLE
}
