package org.imprint.core.compare;

import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.random.NumpyRandom;

/** A stream of −1 and 1, each as likely. */
final class Signs {

    private final NumpyRandom stream;

    Signs(long seed) {
        this.stream = new NumpyRandom(seed);
    }

    /** Returns the next rows·cols of them. */
    DoubleMatrix next(int rows, int cols) {
        DoubleMatrix signs = DoubleMatrix.zeros(rows, cols);
        for (int i = 0; i < signs.data().length; i++) {
            signs.data()[i] = stream.nextDouble() < 0.5 ? -1 : 1;
        }
        return signs;
    }
}
