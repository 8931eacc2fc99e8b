package org.imprint.core.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.imprint.core.Checks;

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

    /**
     * Sorts scores of answers.
     *
     * @throws org.imprint.core.ImprintException if there are not as many of both, or a score is not finite, naming the example
     */
    static DistinctPoints of(double[] scores, boolean[] right) {
        int n = scores.length;
        Checks.require(right.length == n, "answers must be as many as scores, " + n, right.length);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(scores[i])) {
                Checks.require(false, "score of example " + i + " must be finite", scores[i]);
            }
            y[i] = right[i] ? 1 : 0;
        }
        return of(scores, y);
    }

    /** Takes points that are distinct and in order. @param sums of y at each x @param counts ≥ 1 */
    static DistinctPoints sorted(double[] x, double[] sums, int[] counts) {
        return new DistinctPoints(x, sums, counts);
    }

    /** Returns how many distinct x there are. */
    int size() {
        return x.length;
    }

    double x(int i) {
        return x[i];
    }

    double sum(int i) {
        return sums[i];
    }

    int count(int i) {
        return counts[i];
    }

    /** Returns the place of the first x that is not below {@code at}; their number if all are. */
    int firstNotBelow(double at) {
        int found = Arrays.binarySearch(x, at + 0.0);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * Returns for each x the value there of the rising function of all points and one more, (x, y). Pools of the points before and those
     * of the points behind are made once; the one more joins those of them that fall.
     *
     * @param y 0 or 1, where no y of a point is outside of [0, 1]
     */
    double[] fitsWith(double y) {
        int n = x.length;
        double[] sumTo = new double[n + 1];
        long[] countTo = new long[n + 1];
        for (int i = 0; i < n; i++) {
            sumTo[i + 1] = sumTo[i] + sums[i];
            countTo[i + 1] = countTo[i] + counts[i];
        }
        int[] from = new int[n + 1]; // where the last pool of the first i points begins
        for (int i = 1; i <= n; i++) {
            int low = i - 1;
            while (low > 0 && mean(sumTo, countTo, from[low], low) >= mean(sumTo, countTo, low, i)) {
                low = from[low];
            }
            from[i] = low;
        }
        int[] to = new int[n]; // where the first pool of the points from i on ends
        for (int i = n - 1; i >= 0; i--) {
            int high = i + 1;
            while (high < n && mean(sumTo, countTo, i, high) >= mean(sumTo, countTo, high, to[high])) {
                high = to[high];
            }
            to[i] = high;
        }
        double[] fits = new double[n];
        for (int i = 0; i < n; i++) {
            int low = i;
            int high = i + 1;
            double mean = (sums[i] + y) / (counts[i] + 1);
            boolean joined = true;
            while (joined) {
                joined = false;
                while (low > 0 && mean(sumTo, countTo, from[low], low) >= mean) {
                    low = from[low];
                    mean = (sumTo[high] - sumTo[low] + y) / (countTo[high] - countTo[low] + 1);
                    joined = true;
                }
                while (high < n && mean(sumTo, countTo, high, to[high]) <= mean) {
                    high = to[high];
                    mean = (sumTo[high] - sumTo[low] + y) / (countTo[high] - countTo[low] + 1);
                    joined = true;
                }
            }
            fits[i] = mean;
        }
        return fits;
    }

    private static double mean(double[] sumTo, long[] countTo, int from, int to) {
        return (sumTo[to] - sumTo[from]) / (countTo[to] - countTo[from]);
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
