package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VennAbersTest {

    private static VennAbers examples() {
        double[] x =
                IntStream.range(0, 50).mapToDouble(i -> i * 37 % 41 / 16.0 - 1).toArray();
        boolean[] right = new boolean[50];
        IntStream.range(0, 50).forEach(i -> right[i] = (i * i * 7 + i * 13) % 31 / 10.0 + x[i] > 2);
        return VennAbers.of(x, right);
    }

    /**
     * scikit-learn 1.2.1, numpy 1.24.2:
     *
     * <pre>
     *   i = arange(50); x = ((i*37) % 41)/16 - 1; r = (((i*i*7 + i*13) % 31)/10 + x &gt; 2).astype(float)
     *   [IsotonicRegression(out_of_bounds="clip").fit(r_[x, s], r_[r, v]).predict([s])[0] for v in (0, 1)]
     * </pre>
     */
    @ParameterizedTest
    @CsvSource({
        "-3, 0.0, 0.09090909090909091, 0.08333333333333334",
        "-0.5, 0.0, 0.2962962962962963, 0.22857142857142856",
        "0.111, 0.2777777777777778, 0.3333333333333333, 0.3157894736842105",
        "0.75, 0.2777777777777778, 0.5, 0.40909090909090906",
        "1.2, 0.8333333333333334, 0.9166666666666666, 0.8461538461538461",
        "1.5, 0.8333333333333334, 0.9166666666666666, 0.8461538461538461",
        "9, 0.8333333333333334, 1.0, 0.8571428571428572"
    })
    void isTwoFits(double score, double low, double high, double merged) {
        TwoProbabilities p = examples().at(score);

        assertThat(new double[] {p.low(), p.high(), p.merged()})
                .containsExactly(new double[] {low, high, merged}, within(1e-14));
    }

    @Test
    void knowsNothingWithoutExamples() {
        TwoProbabilities p = VennAbers.of(new double[0], new boolean[0]).at(0.5);

        assertThat(p).isEqualTo(new TwoProbabilities(0, 1));
        assertThat(p.merged()).isEqualTo(0.5);
    }

    /** Chance of "right" is the square of the score: the share of right ones lies between the means of p₀ and p₁. */
    @Test
    void holdsTheTruthBetweenItsTwo() {
        SplittableRandom random = new SplittableRandom(20261130);
        double low = 0;
        double high = 0;
        double truth = 0;
        for (int trial = 0; trial < 2000; trial++) {
            double[] scores = random.doubles(40).toArray();
            boolean[] right = new boolean[40];
            IntStream.range(0, 40).forEach(i -> right[i] = random.nextDouble() < scores[i] * scores[i]);
            double score = random.nextDouble();
            TwoProbabilities p = VennAbers.of(scores, right).at(score);
            low += p.low() / 2000;
            high += p.high() / 2000;
            truth += score * score / 2000;
        }

        assertThat(truth).isBetween(low, high);
        assertThat(high - low).isLessThan(0.2);
    }

    @Test
    void refusesWhatIsNoScore() {
        assertThatThrownBy(() -> VennAbers.of(new double[] {1}, new boolean[2]))
                .hasMessage("answers must be as many as scores, 1, was 2");
        assertThatThrownBy(() -> VennAbers.of(new double[] {Double.NaN}, new boolean[1]))
                .hasMessage("score of example 0 must be finite, was NaN");
        assertThatThrownBy(() -> examples().at(Double.POSITIVE_INFINITY))
                .hasMessage("score must be finite, was Infinity");
        assertThatThrownBy(() -> new TwoProbabilities(0.5, 0.25))
                .hasMessage("upper probability must be in [0.5, 1.0], was 0.25");
    }
}
