package org.imprint.core.calibration;

import java.util.stream.IntStream;
import org.imprint.core.matrix.DoubleMatrix;

/**
 * Probabilities and true classes that Python makes as well.
 *
 * <pre>
 *   n = 60; i = arange(n)[:, None]; c = arange(3)[None, :]
 *   w = 1.0 + (i*131 + c*577 + i*c*79) % 997; p = w / w.sum(1, keepdims=True)
 *   i = arange(n); t = where(i % 4 != 0, p.argmax(1), (i*5 + i//7) % 3)
 * </pre>
 */
final class JudgedRows {

    static final DoubleMatrix PROBABILITIES =
            DoubleMatrix.ofRows(IntStream.range(0, 60).mapToObj(JudgedRows::row).toArray(double[][]::new));

    static final int[] CLASSES = IntStream.range(0, 60)
            .map(i -> i % 4 != 0 ? ProbabilityRows.top(PROBABILITIES, i) : (i * 5 + i / 7) % 3)
            .toArray();

    private JudgedRows() {}

    private static double[] row(int i) {
        double[] w = IntStream.range(0, 3)
                .mapToDouble(c -> 1 + (i * 131 + c * 577 + i * c * 79) % 997)
                .toArray();
        double sum = w[0] + w[1] + w[2];
        return new double[] {w[0] / sum, w[1] / sum, w[2] / sum};
    }
}
