package org.imprint.core.cluster;

import java.util.stream.IntStream;

/**
 * NumPy's {@code argpartition}: the indices of the smallest values in the order that its introselect leaves them in.
 *
 * <p>The order matters where it becomes an order of proxies or breaks ties. Source: numpy 1.26,
 * {@code numpy/core/src/npysort/selection.cpp}; its last resort for inputs made to defeat the median of three is left out, so
 * such inputs give the same set in another order.
 */
final class NumpySelection {

    private final double[] values;
    private final int[] order;

    private NumpySelection(double[] values) {
        this.values = values;
        this.order = IntStream.range(0, values.length).toArray();
    }

    /** Returns {@code argpartition(values, count - 1)[:count]}, for count in [1, values.length]; values without NaN. */
    static int[] smallest(double[] values, int count) {
        NumpySelection selection = new NumpySelection(values);
        selection.partition(count - 1);
        return IntStream.of(selection.order).limit(count).toArray();
    }

    private void partition(int kth) {
        int last = values.length - 1;
        if (kth < 3) {
            selectFirst(kth);
        } else if (kth == last) {
            swap(kth, lastLargest());
        } else {
            narrow(kth);
        }
    }

    private void selectFirst(int kth) {
        for (int i = 0; i <= kth; i++) {
            int least = i;
            for (int j = i + 1; j < order.length; j++) {
                least = value(j) < value(least) ? j : least;
            }
            swap(i, least);
        }
    }

    private int lastLargest() {
        int largest = 0;
        for (int j = 1; j < order.length; j++) {
            largest = value(j) < value(largest) ? largest : j;
        }
        return largest;
    }

    private void narrow(int kth) {
        int low = 0;
        int high = order.length - 1;
        while (low + 1 < high) {
            medianToLow(low, low + (high - low) / 2, high);
            double pivot = value(low);
            int left = low + 1;
            int right = high;
            while (true) {
                do {
                    left++;
                } while (value(left) < pivot);
                do {
                    right--;
                } while (pivot < value(right));
                if (right < left) {
                    break;
                }
                swap(left, right);
            }
            swap(low, right);
            high = right >= kth ? right - 1 : high;
            low = right <= kth ? left : low;
        }
        if (high == low + 1 && value(high) < value(low)) {
            swap(high, low);
        }
    }

    /** Puts the median of three at {@code low} and the least of them right of it. */
    private void medianToLow(int low, int mid, int high) {
        if (value(high) < value(mid)) {
            swap(high, mid);
        }
        if (value(high) < value(low)) {
            swap(high, low);
        }
        if (value(low) < value(mid)) {
            swap(low, mid);
        }
        swap(mid, low + 1);
    }

    private double value(int i) {
        return values[order[i]];
    }

    private void swap(int i, int j) {
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}
