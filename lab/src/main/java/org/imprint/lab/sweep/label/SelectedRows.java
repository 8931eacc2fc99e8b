package org.imprint.lab.sweep.label;

import java.util.stream.IntStream;

/**
 * The rows of a task, in its order, with the label that each has there.
 *
 * <p>Row i of the task is row {@link #row} of data set {@link #dataSet}. Immutable.
 */
public final class SelectedRows {

    private final int[] dataSets;
    private final int[] rows;
    private final int[] labels;

    SelectedRows(int[] dataSets, int[] rows, int[] labels) {
        this.dataSets = dataSets;
        this.rows = rows;
        this.labels = labels;
    }

    /** Returns the number of rows. */
    public int size() {
        return rows.length;
    }

    /** Returns the place of the data set that row {@code i} comes from. */
    public int dataSet(int i) {
        return dataSets[i];
    }

    /** Returns which row of its data set row {@code i} is. */
    public int row(int i) {
        return rows[i];
    }

    /** Returns the label of row {@code i}. */
    public int label(int i) {
        return labels[i];
    }

    /** Returns the places, in order, of the rows with a label. */
    public int[] withLabel(int label) {
        return IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    }
}
