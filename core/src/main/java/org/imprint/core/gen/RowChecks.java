package org.imprint.core.gen;

import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
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
            int j = x.firstNonFinite(i);
            if (j >= 0) {
                throw new ImprintException("class " + rows.label() + ", row " + i + ", column " + j
                        + " must be finite, was " + x.get(i, j));
            }
        }
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
