package org.imprint.classifier.state;

import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Half;

/** Rounds embeddings to what a file keeps of them. */
final class Rounding {

    private Rounding() {}

    /** Returns each value rounded to the nearest half, ties to even; beyond 65,504 infinity. */
    static FloatMatrix toHalf(FloatMatrix rows) {
        FloatMatrix rounded = FloatMatrix.zeros(rows.rows(), rows.cols());
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.cols(); j++) {
                rounded.data()[rounded.offset(i) + j] = Half.toFloat(Half.of(rows.get(i, j)));
            }
        }
        return rounded;
    }
}
