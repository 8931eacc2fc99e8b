package org.imprint.vision.store;

import java.util.Arrays;
import org.imprint.vision.data.ContentDigest;

/**
 * Where the row of an image lies: a hash table over numbers, as a million objects would not fit where a million rows do.
 *
 * <p>A row is found by its image and the number of images in the inference that gave it, on which its last bits may depend.
 */
final class RowIndex {

    /** Stands for the inference of a row that does not count. */
    static final int DAMAGED = -1;

    private static final int NONE = -1;
    private static final int LONGS = ContentDigest.BYTES / Long.BYTES;

    private long[] digests = new long[LONGS * 16];
    private int[] inferences = new int[16];
    private int[] table = filled(64);
    private int size;

    private static int[] filled(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    /** Returns the number of rows, damaged ones included. */
    int size() {
        return size;
    }

    /** Adds the row that follows. */
    void add(ContentDigest image, int inference) {
        if (size == inferences.length) {
            int more = size + size / 2;
            inferences = Arrays.copyOf(inferences, more);
            digests = Arrays.copyOf(digests, more * LONGS);
        }
        inferences[size] = inference;
        digests[LONGS * size] = image.a();
        digests[LONGS * size + 1] = image.b();
        digests[LONGS * size + 2] = image.c();
        digests[LONGS * size + 3] = image.d();
        size++;
        if (inference > 0) {
            if (size > table.length / 2) {
                rehash();
            } else {
                enter(size - 1);
            }
        }
    }

    private void rehash() {
        table = filled(2 * table.length);
        for (int row = 0; row < size; row++) {
            if (inferences[row] > 0) {
                enter(row);
            }
        }
    }

    private void enter(int row) {
        table[place(image(row), inferences[row])] = row; // of two equal ones the later counts
    }

    private ContentDigest image(int row) {
        return new ContentDigest(
                digests[LONGS * row], digests[LONGS * row + 1], digests[LONGS * row + 2], digests[LONGS * row + 3]);
    }

    /** Returns where in the table a row is, or would be. */
    private int place(ContentDigest image, int inference) {
        int mask = table.length - 1;
        int at = (Long.hashCode(image.a()) + 31 * inference) & mask;
        while (table[at] != NONE && !(inferences[table[at]] == inference && image.equals(image(table[at])))) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Returns the row of an image from an inference of so many images; negative if there is none. */
    int find(ContentDigest image, int inference) {
        return table[place(image, inference)];
    }
}
