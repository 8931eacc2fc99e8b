package org.imprint.core.search;

import java.util.Arrays;
import org.imprint.core.matrix.FloatMatrix;

/** Finds the nearest proxies for a tile of queries on the calling thread; holds no state of a call. */
interface TileSearch {

    /** Returns how many queries make a tile when m neighbours are wanted; depends on shapes alone. */
    int tileRows(int m);

    /**
     * Returns the nearest proxies, one result for each of {@code ms}.
     *
     * @param queries [n, d], n ≤ {@link #tileRows}
     * @param ms numbers of neighbours, each in [1, p]
     */
    Neighbours[] nearest(FloatMatrix queries, int[] ms);

    /** Returns the largest of {@code ms}. */
    static int largest(int[] ms) {
        return Arrays.stream(ms).max().orElseThrow();
    }

    /** Returns the lists of all queries for each of {@code ms}, from shortlists for the largest of them. */
    static Neighbours[] finished(Shortlist[] lists, int[] ms) {
        return finished(lists, ms, true);
    }

    /** Returns {@link #finished(Shortlist[], int[])}, with distances or, where only the nearest is asked for, perhaps without. */
    static Neighbours[] finished(Shortlist[] lists, int[] ms, boolean values) {
        Neighbours found = Neighbours.empty(lists.length, largest(ms));
        for (int i = 0; i < lists.length; i++) {
            lists[i].finish(found, i, values);
        }
        return Arrays.stream(ms).mapToObj(m -> found.prefix(m)).toArray(Neighbours[]::new);
    }
}
