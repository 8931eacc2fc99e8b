package org.imprint.core.calibration;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;

/**
 * The probability that an answer of some score is right, as two numbers of which one is calibrated whatever the distribution.
 *
 * <pre>
 *   p₀(s) = f₀(s)     f₀ isotonic regression of all examples and (s, 0)
 *   p₁(s) = f₁(s)     f₁ isotonic regression of all examples and (s, 1)
 *   p(s)  = p₁ / (1 − p₀ + p₁)       one number in their place, least regret in log-loss
 * </pre>
 *
 * <p>The inductive form: examples were not used to make the scores, and are exchangeable with what is to come. p₁ − p₀ tells how little is
 * known; without an example it is all of [0, 1]. Immutable; memory O(n).
 */
@Source(
        paper =
                "V. Vovk, I. Petej, Venn-Abers Predictors, UAI 2014; the inductive form and one number: V. Vovk, I. Petej, "
                        + "V. Fedorova, Large-scale probabilistic predictors with and without guarantees of validity, NIPS 2015",
        url = "https://arxiv.org/abs/1511.00213",
        oracle = "scikit-learn 1.2.1, sklearn.isotonic.IsotonicRegression on n + 1 points, twice")
public final class VennAbers {

    private final DistinctPoints examples;

    private VennAbers(DistinctPoints examples) {
        this.examples = examples;
    }

    /**
     * Sorts examples. Time O(n log n).
     *
     * @param scores finite; n ≥ 0; a higher score says "right"
     * @param right whether each answer is right, as many
     * @throws ImprintException if they are not, naming the example
     */
    public static VennAbers of(double[] scores, boolean[] right) {
        int n = scores.length;
        Checks.require(right.length == n, "answers must be as many as scores, " + n, right.length);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            requireFinite("score of example " + i, scores[i]);
            y[i] = right[i] ? 1 : 0;
        }
        return new VennAbers(DistinctPoints.of(scores, y));
    }

    /**
     * Returns p₀ and p₁ of an answer. Time O(n).
     *
     * @param score finite
     * @throws ImprintException if it is not
     */
    public TwoProbabilities at(double score) {
        requireFinite("score", score);
        return new TwoProbabilities(
                examples.with(score, 0).fit().value(score),
                examples.with(score, 1).fit().value(score));
    }

    private static void requireFinite(String what, double score) {
        if (!Double.isFinite(score)) {
            Checks.require(false, what + " must be finite", score);
        }
    }
}
