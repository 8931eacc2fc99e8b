package org.imprint.vision.image;

/**
 * The rows that the second pass reads, made two at a time as it comes to them and kept no longer than it needs them.
 *
 * <p>So the rows at work stay in the processor's cache, whatever the image's height.
 */
abstract class SourceRows {

    private final int first;
    private final int end;
    private final int[][] ring;
    private int ready;

    /**
     * Prepares for rows in [first, end) of {@code stride} samples, of which {@code kept} successive ones are needed at a time.
     */
    SourceRows(int first, int end, int stride, int kept) {
        this.first = first;
        this.end = end;
        this.ready = first;
        this.ring = new int[Math.min(kept, end - first) + 2][stride];
    }

    /** Writes two successive rows, or the same row twice where the last stands alone. */
    abstract void make(int y, int other, int[] upper, int[] lower);

    /** Returns samples in [0, 255] of a row; rows must be asked for in order, give or take the rows kept. */
    int[] row(int y) {
        while (ready <= y) {
            int other = Math.min(ready + 1, end - 1);
            make(ready, other, slot(ready), slot(ready + 1));
            ready += 2;
        }
        return slot(y);
    }

    private int[] slot(int y) {
        return ring[(y - first) % ring.length];
    }

    int stride() {
        return ring[0].length;
    }
}
