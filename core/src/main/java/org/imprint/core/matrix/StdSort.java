package org.imprint.core.matrix;

import org.imprint.core.Checks;

/**
 * Argsort in the order of libstdc++'s {@code std::sort}, which is not stable: how torch 2.2 orders equal values on the CPU.
 *
 * <p>Equal values are common in embeddings (zeros after a ReLU), and which of them comes first decides which coordinate gets
 * which quantile. NaN counts as the largest value, −0 equals 0. Up to 16 values the order is stable. Time O(n log n), memory
 * O(n). Source: GCC 12, {@code bits/stl_algo.h} and {@code bits/stl_heap.h} (introsort).
 */
public final class StdSort {

    private static final int SMALL = 16;

    private StdSort() {}

    /** Returns the order of values[from, to), smallest first and NaN last: indices relative to {@code from}. */
    public static int[] ascending(float[] values, int from, int to) {
        return argsort(values, from, to, 1);
    }

    /** Returns the order of values[from, to), NaN first and then largest first: indices relative to {@code from}. */
    public static int[] descending(float[] values, int from, int to) {
        return argsort(values, from, to, -1);
    }

    /**
     * Returns an integer that orders as the float does: NaN is the largest, −0 and 0 are equal.
     *
     * <p>The keys of −x and x are opposite.
     */
    public static int key(float x) {
        if (Float.isNaN(x)) {
            return Integer.MAX_VALUE;
        }
        int bits = Float.floatToRawIntBits(x);
        return bits >= 0 ? bits : -(bits & Integer.MAX_VALUE);
    }

    private static int[] argsort(float[] values, int from, int to, int sign) {
        Checks.require(
                from >= 0 && from <= to && to <= values.length,
                "range to sort must lie in [0, " + values.length + "]",
                "[" + from + ", " + to + ")");
        int n = to - from;
        long[] pairs = new long[n];
        for (int i = 0; i < n; i++) {
            pairs[i] = (long) (sign * key(values[from + i])) << 32 | i;
        }
        sort(pairs);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = (int) pairs[i];
        }
        return order;
    }

    /** Sorts by the upper half of each element alone. */
    private static void sort(long[] v) {
        if (v.length > 1) {
            int log2 = 31 - Integer.numberOfLeadingZeros(v.length);
            introsort(v, 0, v.length, 2 * log2);
            insertionSort(v, Math.min(SMALL, v.length));
            for (int i = SMALL; i < v.length; i++) {
                insert(v, i);
            }
        }
    }

    private static boolean less(long a, long b) {
        return (int) (a >> 32) < (int) (b >> 32);
    }

    private static void introsort(long[] v, int first, int last, int depth) {
        int end = last;
        int left = depth;
        while (end - first > SMALL) {
            if (left == 0) {
                heapSort(v, first, end);
                return;
            }
            left--;
            int cut = partitionAroundMedian(v, first, end);
            introsort(v, cut, end, left);
            end = cut;
        }
    }

    private static int partitionAroundMedian(long[] v, int first, int last) {
        swap(v, first, median(v, first + 1, first + (last - first) / 2, last - 1));
        long pivot = v[first];
        int low = first + 1;
        int high = last;
        while (true) {
            while (less(v[low], pivot)) {
                low++;
            }
            high--;
            while (less(pivot, v[high])) {
                high--;
            }
            if (low >= high) {
                return low;
            }
            swap(v, low, high);
            low++;
        }
    }

    private static int median(long[] v, int a, int b, int c) {
        if (less(v[a], v[b])) {
            if (less(v[b], v[c])) {
                return b;
            }
            return less(v[a], v[c]) ? c : a;
        }
        if (less(v[a], v[c])) {
            return a;
        }
        return less(v[b], v[c]) ? c : b;
    }

    private static void swap(long[] v, int a, int b) {
        long kept = v[a];
        v[a] = v[b];
        v[b] = kept;
    }

    private static void insertionSort(long[] v, int n) {
        for (int i = 1; i < n; i++) {
            if (less(v[i], v[0])) {
                long moved = v[i];
                System.arraycopy(v, 0, v, 1, i);
                v[0] = moved;
            } else {
                insert(v, i);
            }
        }
    }

    /** Moves v[i] down to its place; some element before it must not be larger. */
    private static void insert(long[] v, int i) {
        long moved = v[i];
        int at = i;
        while (less(moved, v[at - 1])) {
            v[at] = v[at - 1];
            at--;
        }
        v[at] = moved;
    }

    private static void heapSort(long[] v, int first, int last) {
        int n = last - first;
        for (int parent = (n - 2) / 2; parent >= 0; parent--) {
            sink(v, first, parent, n, v[first + parent]);
        }
        for (int size = n - 1; size > 0; size--) {
            long value = v[first + size];
            v[first + size] = v[first];
            sink(v, first, 0, size, value);
        }
    }

    /** Lets the hole at {@code start} fall to a leaf, then lets {@code value} rise from there. */
    private static void sink(long[] v, int first, int start, int n, long value) {
        int hole = start;
        int child = start;
        while (child < (n - 1) / 2) {
            child = 2 * (child + 1);
            if (less(v[first + child], v[first + child - 1])) {
                child--;
            }
            v[first + hole] = v[first + child];
            hole = child;
        }
        if ((n & 1) == 0 && child == (n - 2) / 2) {
            child = 2 * child + 1;
            v[first + hole] = v[first + child];
            hole = child;
        }
        int parent = (hole - 1) / 2;
        while (hole > start && less(v[first + parent], value)) {
            v[first + hole] = v[first + parent];
            hole = parent;
            parent = (hole - 1) / 2;
        }
        v[first + hole] = value;
    }
}
