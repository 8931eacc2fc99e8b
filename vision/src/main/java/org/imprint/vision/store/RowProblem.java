package org.imprint.vision.store;

import java.util.Optional;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Half;

/** What makes a row useless: it cannot be normalised, as a number is not finite or all are zero once they are stored. */
public final class RowProblem {

    private static final int HALF_WITHOUT_SIGN = 0x7fff;
    private static final int HALF_INFINITY = 0x7c00;

    private RowProblem() {}

    /** Returns what is wrong with row i, for the end of a sentence; empty if nothing is. */
    public static Optional<String> of(FloatMatrix block, int i, Precision precision) {
        boolean zero = true;
        for (int j = 0; j < block.cols(); j++) {
            float x = block.get(i, j);
            if (!Float.isFinite(x)) {
                return Optional.of("must have finite numbers, was " + x + " at " + j);
            }
            if (precision == Precision.FLOAT16) {
                int half = Half.of(x) & HALF_WITHOUT_SIGN;
                if (half >= HALF_INFINITY) {
                    return Optional.of(
                            "must have numbers in [-65504, 65504] to be stored as float16, was " + x + " at " + j);
                }
                zero &= half == 0;
            } else {
                zero &= x == 0;
            }
        }
        return zero ? Optional.of("must not be all zeros") : Optional.empty();
    }
}
