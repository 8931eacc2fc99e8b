package org.imprint.core.data;

import org.imprint.core.matrix.FloatMatrix;

/**
 * The embeddings of one class.
 *
 * <p>The label names the class for good, whatever its place in a task; random streams are derived from it.
 */
public final class ClassRows {

    private final int label;
    private final FloatMatrix rows;

    /**
     * Creates the rows of a class.
     *
     * @param rows [n, d]; n may be 0 only between presampling steps
     */
    public ClassRows(int label, FloatMatrix rows) {
        this.label = label;
        this.rows = rows;
    }

    /** Returns the label that names the class. */
    public int label() {
        return label;
    }

    /** Returns the embeddings, [n, d]. */
    public FloatMatrix rows() {
        return rows;
    }

    /** Returns n. */
    public int size() {
        return rows.rows();
    }

    /** Returns the same class with other rows. */
    public ClassRows with(FloatMatrix other) {
        return new ClassRows(label, other);
    }
}
