package org.imprint.core.search;

/** Orders and selections of (value, proxy) pairs held in two arrays: by value, equal values by proxy index. */
final class NearestFirst {

    private NearestFirst() {}

    /** Sorts the first n pairs, nearest first (heap sort). Time O(n log n). */
    static void sort(double[] values, int[] proxies, int n) {
        for (int root = n / 2 - 1; root >= 0; root--) {
            sink(values, proxies, root, n);
        }
        for (int last = n - 1; last > 0; last--) {
            swap(values, proxies, 0, last);
            sink(values, proxies, 0, last);
        }
    }

    private static void sink(double[] values, int[] proxies, int start, int n) {
        double value = values[start];
        int proxy = proxies[start];
        int root = start;
        for (int child = 2 * root + 1; child < n; child = 2 * root + 1) {
            if (child + 1 < n && before(values[child], proxies[child], values[child + 1], proxies[child + 1])) {
                child++;
            }
            if (!before(value, proxy, values[child], proxies[child])) {
                break;
            }
            values[root] = values[child];
            proxies[root] = proxies[child];
            root = child;
        }
        values[root] = value;
        proxies[root] = proxy;
    }

    private static boolean before(double value, int proxy, double other, int otherProxy) {
        return value < other || (value == other && proxy < otherProxy);
    }

    private static void swap(double[] values, int[] proxies, int i, int k) {
        double value = values[i];
        values[i] = values[k];
        values[k] = value;
        int proxy = proxies[i];
        proxies[i] = proxies[k];
        proxies[k] = proxy;
    }

    /** Returns the m-th smallest (m from 1) of the first n values, which are reordered. Expected time O(n). */
    static double select(double[] values, int n, int m) {
        int wanted = m - 1;
        int left = 0;
        int right = n - 1;
        while (left < right) {
            double pivot = values[(left + right) >>> 1];
            int i = left;
            int k = right;
            while (i <= k) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[k] > pivot) {
                    k--;
                }
                if (i <= k) {
                    double value = values[i];
                    values[i++] = values[k];
                    values[k--] = value;
                }
            }
            if (wanted <= k) {
                right = k;
            } else if (wanted >= i) {
                left = i;
            } else {
                break;
            }
        }
        return values[wanted];
    }
}
