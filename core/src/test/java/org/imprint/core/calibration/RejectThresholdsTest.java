package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    /** numpy 2.4.6: sorted(a)[floor(0.05 * 20) - 1]; the others by mean and std(ddof=1) of both classes. */
    @Test
    void isTheQuantileOfTheClassOrBorrowsFromAll() {
        float[] gone = {Float.NEGATIVE_INFINITY};
        RejectThresholds t = thresholds(0.05, NINETEEN, new float[] {0.5f, 0.6f, 0.8f}, gone);

        assertThat(t.value(0)).isCloseTo(0.086, within(1e-7));
        assertThat(t.value(1)).isCloseTo(0.40576648625556977, within(1e-6));
        assertThat(t.value(2)).isCloseTo(0.24588324312778492, within(1e-6));
        assertThat(t.isBorrowed(0)).isFalse();
        assertThat(t.isBorrowed(1)).isTrue();
    }

    @Test
    void refusesNothingWhereAllAreTooFew() {
        RejectThresholds t = thresholds(0.05, new float[] {1, 2}, new float[] {3, 4, 5});

        assertThat(t.value(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(t.isBorrowed(0)).isTrue();
    }

    @Test
    void refusesTheShareThatWasAskedFor() {
        SplittableRandom random = new SplittableRandom(20261130);
        int refused = 0;
        int asked = 0;
        for (int trial = 0; trial < 2000; trial++) {
            float[] own = new float[39];
            for (int i = 0; i < own.length; i++) {
                own[i] = (float) random.nextDouble();
            }
            RejectThresholds t = thresholds(0.1, own, new float[] {0, 1});
            refused += random.nextDouble() < t.value(0) ? 1 : 0;
            asked++;
        }

        // binomial with p = 0.1: five deviations are 0.034
        assertThat((double) refused / asked).isCloseTo(0.1, within(0.034));
    }

    @Test
    void saysWhatARateIs() {
        assertThatThrownBy(() -> RejectThresholds.checkedRate(0))
                .hasMessage("false-reject rate must be in (0, 0.5], was 0.0");
    }
}
