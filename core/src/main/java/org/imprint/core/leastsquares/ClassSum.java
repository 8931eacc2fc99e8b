package org.imprint.core.leastsquares;

import org.imprint.core.matrix.FloatMatrix;

/**
 * The sum of n rows of a class, each number in two doubles, so that rows that were taken in and taken away leave nothing behind.
 * Immutable.
 *
 * <p>Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18, 1971.
 */
final class ClassSum {

    private final int n;
    private final double[] high;
    private final double[] low;

    private ClassSum(int n, double[] high, double[] low) {
        this.n = n;
        this.high = high;
        this.low = low;
    }

    static ClassSum empty(int d) {
        return new ClassSum(0, new double[d], new double[d]);
    }

    /** Returns a sum of which all numbers are known; arrays are copied. */
    static ClassSum of(int n, double[] high, double[] low) {
        return new ClassSum(n, high.clone(), low.clone());
    }

    /** Returns this and the rows. */
    ClassSum plus(FloatMatrix rows) {
        return with(rows, 1);
    }

    /** Returns this without the rows, n at most; without all, it is 0. */
    ClassSum minus(FloatMatrix rows) {
        return rows.rows() == n ? empty(high.length) : with(rows, -1);
    }

    private ClassSum with(FloatMatrix rows, int sign) {
        ClassSum sum = of(n + sign * rows.rows(), high, low);
        for (int i = 0; i < rows.rows(); i++) {
            int o = rows.offset(i);
            for (int j = 0; j < high.length; j++) {
                sum.add(j, sign * (double) rows.data()[o + j], 0);
            }
        }
        return sum;
    }

    /** Returns the rows of both. */
    ClassSum plus(ClassSum other) {
        ClassSum sum = of(n + other.n, high, low);
        for (int j = 0; j < high.length; j++) {
            sum.add(j, other.high[j], other.low[j]);
        }
        return sum;
    }

    /** Adds to number j of a sum that nobody else has yet: what rounding takes from the first double goes to the second. */
    private void add(int j, double x, double xLow) {
        double s = high[j] + x;
        double from = s - high[j];
        double lost = (high[j] - (s - from)) + (x - from);
        double rest = low[j] + lost + xLow;
        high[j] = s + rest;
        low[j] = rest - (high[j] - s);
    }

    /** Returns n. */
    int size() {
        return n;
    }

    /** Returns the sum, rounded to double; shared. */
    double[] high() {
        return high;
    }

    /** Returns what is left of the sum beyond double; shared. */
    double[] low() {
        return low;
    }
}
