package org.imprint.core.cluster;

import java.util.function.IntPredicate;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;

/** Scratch of one tile of rows: which of them are needed, and their products with the candidates. Used again and again. */
final class PlusPlusTile {

    private final int[] place;
    private final DoubleMatrix gathered;
    private final DoubleMatrix products;
    private DoubleMatrix x;
    private int from;
    private int to;
    private int needed;

    PlusPlusTile(int rows, int d, int candidates) {
        place = new int[rows];
        gathered = DoubleMatrix.zeros(rows, d);
        products = DoubleMatrix.zeros(rows, candidates);
    }

    /** Turns to rows [first, end) of x. */
    void begin(DoubleMatrix rows, int first, int end) {
        x = rows;
        from = first;
        to = end;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Marks the rows that fulfil the predicate, by their index in x. */
    void need(IntPredicate isNeeded) {
        needed = 0;
        for (int i = from; i < to; i++) {
            place[i - from] = isNeeded.test(i) ? needed++ : -1;
        }
    }

    boolean isNeeded(int i) {
        return place[i - from] >= 0;
    }

    /** Multiplies the needed rows with the candidates. */
    void multiply(DoubleMatrix candidates) {
        DoubleMatrix rows = needed == to - from ? x.rows(from, to) : gather();
        Blas.timesTransposed(rows, candidates, products.rows(0, needed));
    }

    private DoubleMatrix gather() {
        for (int i = from; i < to; i++) {
            if (place[i - from] >= 0) {
                System.arraycopy(x.data(), x.offset(i), gathered.data(), gathered.offset(place[i - from]), x.cols());
            }
        }
        return gathered.rows(0, needed);
    }

    /** Returns the product of needed row i and candidate t. */
    double dot(int i, int t) {
        return products.data()[products.offset(place[i - from]) + t];
    }
}
