package org.imprint.vision.store.hdf5;

/**
 * The shape of a dataset of one or two axes.
 *
 * @param rank number of axes, 1 or 2
 * @param cols 1 for a vector
 * @param elementBytes size of an element
 */
record Hdf5Shape(int rank, int rows, int cols, int elementBytes) {

    /** Returns the sizes of the axes. */
    long[] dimensions() {
        return rank == 2 ? new long[] {rows, cols} : new long[] {rows};
    }
}
