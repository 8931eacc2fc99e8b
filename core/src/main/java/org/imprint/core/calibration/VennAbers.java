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
 * known; without an example it is all of [0, 1]. From one distinct score to the next p₀ stays what it is at the lower, p₁ what it is at
 * the higher, so that both are found for distinct scores alone, once. Immutable; memory O(n).
 */
@Source(
        paper =
                "V. Vovk, I. Petej, Venn-Abers Predictors, UAI 2014; the inductive form and one number: V. Vovk, I. Petej, "
                        + "V. Fedorova, Large-scale probabilistic predictors with and without guarantees of validity, NIPS 2015",
        url = "https://arxiv.org/abs/1511.00213",
        oracle = "scikit-learn 1.2.1, sklearn.isotonic.IsotonicRegression on n + 1 points, twice")
public final class VennAbers {

    private final DistinctPoints examples;
    private final double[] low;
    private final double[] high;

    /** Finds p₀ and p₁ at each distinct score, of examples whose y is 0 or 1. */
    VennAbers(DistinctPoints examples) {
        this.examples = examples;
        this.low = examples.fitsWith(0);
        this.high = examples.fitsWith(1);
    }

    /**
     * Sorts examples. Time O(n log n), and for each distinct score the number of pools that one more example joins.
     *
     * @param scores finite; n ≥ 0; a higher score says "right"
     * @param right whether each answer is right, as many
     * @throws ImprintException if they are not, naming the example
     */
    public static VennAbers of(double[] scores, boolean[] right) {
        return new VennAbers(DistinctPoints.of(scores, right));
    }

    /**
     * Returns p₀ and p₁ of an answer. Time O(log n).
     *
     * @param score finite
     * @throws ImprintException if it is not
     */
    public TwoProbabilities at(double score) {
        if (!Double.isFinite(score)) {
            Checks.require(false, "score must be finite", score);
        }
        int notBelow = examples.firstNotBelow(score);
        int notAbove = notBelow < examples.size() && examples.x(notBelow) == score ? notBelow : notBelow - 1;
        return new TwoProbabilities(notAbove < 0 ? 0 : low[notAbove], notBelow == examples.size() ? 1 : high[notBelow]);
    }
}
