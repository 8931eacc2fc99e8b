package org.imprint.core.gen;

import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;

/** What generators ask of the rows of a class before they work on them. */
final class RowChecks {

    private RowChecks() {}

    /** Returns n, at least 1. */
    static int size(ClassRows rows) {
        Checks.require(rows.size() > 0, "class " + rows.label() + " must have at least one row", rows.size());
        return rows.size();
    }

    /** Returns the indices 0 … n−1. */
    static int[] all(int n) {
        return IntStream.range(0, n).toArray();
    }

    /** Throws for NaN and infinity in corrected semantics; the published code lets them through. */
    static void finiteIfCorrected(ClassRows rows, Run run) {
        if (!run.semantics().isReference()) {
            finite(rows);
        }
    }

    /** Throws for the first row with NaN or infinity, and names it. */
    static void finite(ClassRows rows) {
        FloatMatrix x = rows.rows();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.cols() && !allFinite(x, i); j++) {
                if (!Float.isFinite(x.get(i, j))) {
                    throw new IllegalArgumentException("class " + rows.label() + ", row " + i + ", column " + j
                            + " must be finite, was " + x.get(i, j));
                }
            }
        }
    }

    /** 0·x is NaN for NaN and infinity and ±0 otherwise; four sums because one would wait for itself. */
    private static boolean allFinite(FloatMatrix x, int i) {
        float[] data = x.data();
        int from = x.offset(i);
        int to = from + x.cols();
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int j = from;
        for (; j + 4 <= to; j += 4) {
            s0 += 0 * data[j];
            s1 += 0 * data[j + 1];
            s2 += 0 * data[j + 2];
            s3 += 0 * data[j + 3];
        }
        for (; j < to; j++) {
            s0 += 0 * data[j];
        }
        return s0 + s1 + s2 + s3 == 0;
    }

    /** Returns whether row i holds a NaN. */
    static boolean hasNaN(FloatMatrix x, int i) {
        for (int j = 0; j < x.cols(); j++) {
            if (Float.isNaN(x.get(i, j))) {
                return true;
            }
        }
        return false;
    }
}
