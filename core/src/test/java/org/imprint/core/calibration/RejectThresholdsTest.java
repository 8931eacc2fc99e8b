package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectThresholdsTest {

    private static final float[] NINETEEN = {
        0.086f, 0.237f, 0.801f, 0.582f, 0.094f, 0.433f, 0.479f, 0.16f, 0.735f, 0.114f, 0.391f, 0.517f, 0.431f, 0.587f,
        0.738f, 0.956f, 0.284f, 0.649f, 0.696f
    };

    /** Scores of classes one below the other. */
    private static RejectThresholds thresholds(double alpha, float[]... own) {
        int n = IntStream.range(0, own.length).map(c -> own[c].length).sum();
        float[] scores = new float[n];
        int[] classes = new int[n];
        int i = 0;
        for (int c = 0; c < own.length; c++) {
            for (float s : own[c]) {
                scores[i] = s;
                classes[i++] = c;
            }
        }
        return RejectThresholds.of(scores, classes, own.length, alpha);
    }

    /**
     * numpy 2.4.6: {@code quantile(a, alpha, method="weibull")}; the others {@code mean(b) + quantile(z, alpha, method="weibull") *
     * sqrt(1 + 1/n)} with {@code z = (s - mean(s)) * sqrt(n / (n - 1))} of both classes, and that quantile of all scores; each 1e-6 lower.
     */
    @ParameterizedTest
    @CsvSource({
        "0.05, 0.0860000029206276, 0.17670405814753093, 0.08720000199973583",
        "0.08, 0.09079999923706054, 0.18325266111664418, 0.09271999776363372"
    })
    void isTheQuantileOfTheClassOrBorrowsFromAll(double alpha, double own, double borrowed, double unanswered) {
        float[] gone = {Float.NEGATIVE_INFINITY, Float.NaN};
        RejectThresholds t = thresholds(alpha, NINETEEN, new float[] {0.5f, 0.6f, 0.8f}, gone);

        assertThat(t.value(0)).isCloseTo(own - 1e-6, within(1e-14));
        assertThat(t.value(1)).isCloseTo(borrowed - 1e-6, within(1e-14));
        assertThat(t.value(2)).isCloseTo(unanswered - 1e-6, within(1e-14));
        assertThat(IntStream.range(0, 3).mapToObj(t::isBorrowed)).containsExactly(false, true, true);
    }

    /** As above: the mean of one score is that score, {@code 0.5 + quantile(z) * sqrt(2)}. */
    @Test
    void aClassOfOneScoreBorrowsTheSpread() {
        assertThat(thresholds(0.05, NINETEEN, new float[] {0.5f, 0.6f, 0.8f}, new float[] {0.5f})
                        .value(2))
                .isCloseTo(-0.0592543775111668 - 1e-6, within(1e-14));
    }

    /** Beyond 1 the room for rounding grows with the score: 300 - 1e-6 * 300. */
    @Test
    void leavesRoomForRounding() {
        float[] equal = new float[20];
        Arrays.fill(equal, 300);

        assertThat(thresholds(0.05, equal).value(0)).isCloseTo(299.9997, within(1e-9));
    }

    @Test
    void refusesNothingWhereAllAreTooFew() {
        RejectThresholds t = thresholds(0.05, new float[] {1, 2}, new float[] {3, 4, 5});

        assertThat(t.value(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(t.isBorrowed(0)).isTrue();
    }

    /**
     * Shares that numpy 2.4.6 and scipy 1.17.1 give for normal scores: the mean of {@code norm.cdf(quantile(x, alpha, method="weibull"))}
     * over 800,000 samples of n. The share of one sample has a deviation of about √(α (1 − α) / n) or less, so that the mean of 4,000
     * is within five of √(α (1 − α) / 4000 n).
     */
    @ParameterizedTest
    @CsvSource({"0.05, 19, 0.0499", "0.05, 30, 0.0455", "0.05, 50, 0.0484", "0.1, 30, 0.0994"})
    void refusesTheShareThatWasAskedFor(double alpha, int n, double share) {
        SplittableRandom random = new SplittableRandom(20261130);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double sum = 0;
        int trials = 4000;
        for (int trial = 0; trial < trials; trial++) {
            float[] own = new float[n];
            for (int i = 0; i < n; i++) {
                own[i] = (float) random.nextGaussian();
            }
            sum += normal.cumulativeProbability(thresholds(alpha, own).value(0));
        }

        assertThat(sum / trials).isCloseTo(share, within(5 * Math.sqrt(alpha * (1 - alpha) / trials / n)));
    }

    /**
     * Ten classes of five scores about centres of their own: each borrows. A new score of the class is below its threshold for about α:
     * with normal scores of one deviation, (x − m_c) / √(1 + 1/n) has that of z, of which 50 are there. Taking the deviation of the five
     * alone refuses 0.1 of them.
     */
    @Test
    void borrowsWithoutRefusingMore() {
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        int asked = 0;
        for (int trial = 0; trial < 1000; trial++) {
            float[][] own = new float[10][5];
            for (int c = 0; c < own.length; c++) {
                for (int i = 0; i < own[c].length; i++) {
                    own[c][i] = (float) (10 * c + random.nextGaussian());
                }
            }
            RejectThresholds t = thresholds(0.05, own);
            for (int c = 0; c < own.length; c++) {
                refused += 10 * c + random.nextGaussian() < t.value(c) ? 1 : 0;
                asked++;
            }
        }

        assertThat((double) refused / asked).isCloseTo(0.05, within(0.01));
    }

    @Test
    void saysWhatARateIs() {
        assertThatThrownBy(() -> RejectThresholds.checkedRate(0))
                .hasMessage("false-reject rate must be in (0, 0.5], was 0.0");
    }
}
