package org.imprint.core.calibration;

import org.imprint.core.Checks;
import org.imprint.core.matrix.DoubleMatrix;

/** What rows of class probabilities are. */
final class ProbabilityRows {

    private static final double ROUNDING = 1e-6;

    private ProbabilityRows() {}

    /** Checks probabilities and true classes. @throws org.imprint.core.ImprintException naming the row */
    static void check(DoubleMatrix probabilities, int[] classes) {
        int n = probabilities.rows();
        Checks.require(n == classes.length, "classes must be as many as rows, " + n, classes.length);
        for (int i = 0; i < n; i++) {
            if (classes[i] < 0 || classes[i] >= probabilities.cols()) {
                Checks.inRange("true class of row " + i, classes[i], 0, probabilities.cols() - 1);
            }
            double sum = 0;
            for (int c = 0; c < probabilities.cols(); c++) {
                double p = probabilities.get(i, c);
                if (!(p >= 0 && p <= 1)) {
                    Checks.inRange("probability of class " + c + " in row " + i, p, 0, 1);
                }
                sum += p;
            }
            if (Math.abs(sum - 1) > ROUNDING) {
                Checks.require(false, "probabilities of row " + i + " must sum to 1", sum);
            }
        }
    }

    /** Returns the class of the largest probability, the first of equal ones. */
    static int top(DoubleMatrix probabilities, int i) {
        int top = 0;
        for (int c = 1; c < probabilities.cols(); c++) {
            if (probabilities.get(i, c) > probabilities.get(i, top)) {
                top = c;
            }
        }
        return top;
    }
}
