package org.imprint.core.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Points of a function by rising x, those of equal x as one. −0 and 0 are one x. */
final class DistinctPoints {

    private final double[] x;
    private final double[] sums;
    private final int[] counts;

    private DistinctPoints(double[] x, double[] sums, int[] counts) {
        this.x = x;
        this.sums = sums;
        this.counts = counts;
    }

    /** Sorts points. @param x finite @param y finite, as many */
    static DistinctPoints of(double[] x, double[] y) {
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i] + 0.0))
                .mapToInt(i -> i)
                .toArray();
        double[] distinct = new double[x.length];
        double[] sums = new double[x.length];
        int[] counts = new int[x.length];
        int size = 0;
        for (int i : order) {
            if (size == 0 || distinct[size - 1] != x[i]) {
                distinct[size++] = x[i] + 0.0;
            }
            sums[size - 1] += y[i];
            counts[size - 1]++;
        }
        return new DistinctPoints(
                Arrays.copyOf(distinct, size), Arrays.copyOf(sums, size), Arrays.copyOf(counts, size));
    }

    /** Returns these and one more. Time O(n). */
    DistinctPoints with(double atX, double y) {
        int found = Arrays.binarySearch(x, atX + 0.0);
        int at = found >= 0 ? found : -found - 1;
        int room = found >= 0 ? 0 : 1;
        double[] moreX = new double[x.length + room];
        double[] moreSums = new double[x.length + room];
        int[] moreCounts = new int[x.length + room];
        for (int i = 0; i < x.length; i++) {
            int to = i < at ? i : i + room;
            moreX[to] = x[i];
            moreSums[to] = sums[i];
            moreCounts[to] = counts[i];
        }
        moreX[at] = atX + 0.0;
        moreSums[at] += y;
        moreCounts[at]++;
        return new DistinctPoints(moreX, moreSums, moreCounts);
    }

    /** Fits the rising function by pooling neighbours that fall. Time O(n). */
    IsotonicRegression fit() {
        Pools pools = new Pools(x.length);
        for (int i = 0; i < x.length; i++) {
            pools.add(sums[i], counts[i]);
        }
        return new IsotonicRegression(x, pools.values(x.length));
    }

    /** Runs of distinct x that share a value. */
    private static final class Pools {
        private final double[] sums;
        private final long[] points;
        private final int[] distinct;
        private int size;

        Pools(int most) {
            sums = new double[most];
            points = new long[most];
            distinct = new int[most];
        }

        void add(double sum, int count) {
            sums[size] = sum;
            points[size] = count;
            distinct[size++] = 1;
            while (size > 1 && mean(size - 2) >= mean(size - 1)) {
                size--;
                sums[size - 1] += sums[size];
                points[size - 1] += points[size];
                distinct[size - 1] += distinct[size];
            }
        }

        private double mean(int pool) {
            return sums[pool] / points[pool];
        }

        double[] values(int n) {
            double[] values = new double[n];
            int at = 0;
            for (int p = 0; p < size; p++) {
                Arrays.fill(values, at, at + distinct[p], mean(p));
                at += distinct[p];
            }
            return values;
        }
    }
}
