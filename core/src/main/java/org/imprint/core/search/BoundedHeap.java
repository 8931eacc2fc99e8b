package org.imprint.core.search;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The m smallest of a row of keys, kept in a max-heap that starts full of infinity: scikit-learn's {@code ArgKmin}.
 *
 * <p>A key enters if it is below the root, which it replaces, and sinks: the larger child, the left one of equals, moves up
 * while the key is below it. Among keys equal to the m-th smallest it is places in the heap, not indices, that tell who
 * stays; the published code's chebyshev and manhattan votes show it. Asked to settle ties by index, it keeps the lowest
 * ones.
 */
final class BoundedHeap {

    private final double[] keys;
    private final int[] proxies;
    private final boolean byIndex;

    private BoundedHeap(int m, boolean byIndex) {
        this.keys = new double[m];
        this.proxies = new int[m];
        this.byIndex = byIndex;
        Arrays.fill(keys, Double.POSITIVE_INFINITY);
        Arrays.fill(proxies, -1);
    }

    /** Returns the heap after all p keys from {@code offset} on were pushed in order. Time O(p + p' log m), p' entered. */
    static BoundedHeap of(double[] keys, int offset, int p, int m, boolean byIndex) {
        BoundedHeap heap = new BoundedHeap(m, byIndex);
        for (int j = 0; j < p; j++) {
            double key = Math.min(Double.MAX_VALUE, keys[offset + j]); // an infinite one would not enter
            if (key < heap.keys[0]) {
                heap.replaceRoot(key, j);
            }
        }
        return heap;
    }

    private void replaceRoot(double key, int proxy) {
        int at = 0;
        for (int left = 1; left < keys.length; left = 2 * at + 1) {
            int child = left + 1 < keys.length && below(left, left + 1) ? left + 1 : left;
            if (!(key < keys[child] || (byIndex && key == keys[child] && proxy < proxies[child]))) {
                break;
            }
            keys[at] = keys[child];
            proxies[at] = proxies[child];
            at = child;
        }
        keys[at] = key;
        proxies[at] = proxy;
    }

    private boolean below(int i, int k) {
        return keys[i] < keys[k] || (byIndex && keys[i] == keys[k] && proxies[i] < proxies[k]);
    }

    /** Writes what was kept, by (key, index), to list i of {@code found}, with {@code distance} of each key. */
    void finish(Neighbours found, int i, DoubleUnaryOperator distance) {
        NearestFirst.sort(keys, proxies, keys.length);
        for (int j = 0; j < keys.length; j++) {
            keys[j] = distance.applyAsDouble(keys[j]);
        }
        found.set(i, proxies, keys);
    }
}
