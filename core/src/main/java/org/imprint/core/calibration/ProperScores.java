package org.imprint.core.calibration;

import org.imprint.core.ImprintException;
import org.imprint.core.Source;
import org.imprint.core.matrix.DoubleMatrix;

/**
 * What stated probabilities cost against the truth; both are least on average if the true probabilities are stated.
 *
 * <pre>
 *   log-loss = −(1/n) Σ_i ln p_i,t(i)              t(i) true class of row i
 *   Brier    =  (1/n) Σ_i Σ_c (p_ic − [c = t(i)])²   in [0, 2]
 * </pre>
 *
 * <p>A p below 2⁻⁵² counts as 2⁻⁵² in the logarithm, so that one true class that was ruled out costs 36 and not infinity. For two
 * classes this Brier score is twice that of the one class alone. Both are NaN without a row.
 *
 * @param logLoss in nats, in [0, 36.1]
 * @param brier sum over classes, mean over rows
 */
@Source(
        paper =
                "G. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950; "
                        + "I. Good, Rational decisions, J. R. Stat. Soc. B 14, 1952",
        url = "https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2",
        oracle = "scikit-learn 1.2.1, sklearn.metrics.log_loss and brier_score_loss; numpy 1.24.2")
public record ProperScores(double logLoss, double brier) {

    private static final double LEAST = 0x1p-52;

    /**
     * Judges rows. Time O(n·C).
     *
     * @param probabilities [n, C], each in [0, 1], of sum 1 in each row
     * @param classes true class of each row, in [0, C)
     * @throws ImprintException if they are not, naming the row
     */
    public static ProperScores of(DoubleMatrix probabilities, int[] classes) {
        ProbabilityRows.check(probabilities, classes);
        double logs = 0;
        double squares = 0;
        for (int i = 0; i < classes.length; i++) {
            ProperScores one = of(probabilities.row(i), classes[i]);
            logs += one.logLoss();
            squares += one.brier();
        }
        return new ProperScores(logs / classes.length, squares / classes.length);
    }

    /** Returns the costs of one row. @param probabilities of all classes, of sum 1 @param trueClass its place, in [0, C) */
    public static ProperScores of(double[] probabilities, int trueClass) {
        double squares = 0;
        for (int c = 0; c < probabilities.length; c++) {
            double off = probabilities[c] - (c == trueClass ? 1 : 0);
            squares += off * off;
        }
        return new ProperScores(-Math.log(Math.max(LEAST, probabilities[trueClass])), squares);
    }
}
