package org.imprint.core.proxycount;

import java.util.stream.IntStream;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.matrix.FloatMatrix;

/**
 * What scores are worth: ln p of the true class of each row, and whether it has the largest score.
 *
 * @param likelihoods ln p, n numbers
 * @param right of each row; of equal largest scores the first counts
 */
record Worth(double[] likelihoods, boolean[] right) {

    /** Returns the worth of scores [n, C] by the softmax of score / T. */
    static Worth of(FloatMatrix scores, int[] truth, Temperature t) {
        double[] likelihoods = new double[truth.length];
        boolean[] right = new boolean[truth.length];
        for (int i = 0; i < truth.length; i++) {
            int best = 0;
            for (int c = 1; c < scores.cols(); c++) {
                best = scores.get(i, c) > scores.get(i, best) ? c : best;
            }
            double sum = 0;
            for (int c = 0; c < scores.cols(); c++) {
                sum += Math.exp(((double) scores.get(i, c) - scores.get(i, best)) / t.value());
            }
            likelihoods[i] = ((double) scores.get(i, truth[i]) - scores.get(i, best)) / t.value() - Math.log(sum);
            right[i] = best == truth[i];
        }
        return new Worth(likelihoods, right);
    }

    /** Returns Σ ln p. */
    double sum() {
        double sum = 0;
        for (double l : likelihoods) {
            sum += l;
        }
        return sum;
    }

    /** Returns how much more Σ ln p is than that of another. */
    double over(Worth other) {
        return sum() - other.sum();
    }

    /** Returns the standard error of {@link #over}: √n times the standard deviation of the rows' differences. */
    double error(Worth other) {
        int n = likelihoods.length;
        double mean = over(other) / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double off = likelihoods[i] - other.likelihoods[i] - mean;
            squares += off * off;
        }
        return n < 2 ? 0 : Math.sqrt(squares / (n - 1) * n);
    }

    /** Returns how many points of per cent more answers are right than of another. */
    double points(Worth other) {
        int more = IntStream.range(0, right.length)
                .map(i -> (right[i] ? 1 : 0) - (other.right[i] ? 1 : 0))
                .sum();
        return right.length == 0 ? 0 : 100.0 * more / right.length;
    }
}
