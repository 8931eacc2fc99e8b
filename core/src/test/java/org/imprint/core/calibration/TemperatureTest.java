package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

class TemperatureTest {

    private static final FloatMatrix SCORES = FloatMatrix.ofRows(
            new float[] {0.9f, 0.1f, 0.3f},
            new float[] {0.2f, 0.8f, 0.1f},
            new float[] {0.4f, 0.5f, 0.6f},
            new float[] {0.7f, 0.6f, 0.1f});

    /** scipy 1.17.1, numpy 2.4.6: minimize_scalar(method="bounded", xatol=1e-12) over ln(1/T) of the smoothed log-likelihood. */
    @Test
    void minimisesTheLogLikelihood() {
        assertThat(Temperature.fit(SCORES, new int[] {0, 1, 2, 0}).value())
                .isCloseTo(0.25223611615424124, within(1e-6));
        assertThat(Temperature.fit(SCORES, new int[] {0, 1, 2, 1}).value())
                .isCloseTo(0.29324929528372584, within(1e-6));
    }

    @Test
    void scalesWithTheScoresAndDoesNotHangOnWhereTheyBegin() {
        FloatMatrix moved = SCORES.copy();
        for (int i = 0; i < moved.data().length; i++) {
            moved.data()[i] = 100 * moved.data()[i] - 7;
        }

        assertThat(Temperature.fit(moved, new int[] {0, 1, 2, 1}).value()).isCloseTo(29.324930252590725, within(1e-4));
    }

    @Test
    void giveEveryClassTheSameWhereScoresMislead() {
        Temperature t = Temperature.fit(SCORES, new int[] {1, 0, 0, 2});

        assertThat(t.probabilities(SCORES.row(0)))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-9));
    }

    @Test
    void keepsTheOrderAndSumsToOne() {
        double[] p = new Temperature(0.01).probabilities(new float[] {3, 1, 2, -1000});

        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        assertThat(p[0]).isGreaterThan(p[2]);
        assertThat(p[2]).isGreaterThan(p[1]);
        assertThat(p[3]).isZero();
    }

    @Test
    void saysNothingWithoutRowsOrDifferences() {
        assertThat(Temperature.fit(FloatMatrix.zeros(0, 3), new int[0])).isEqualTo(Temperature.ONE);
        assertThat(Temperature.fit(FloatMatrix.zeros(2, 1), new int[2])).isEqualTo(Temperature.ONE);
        assertThat(Temperature.fit(FloatMatrix.zeros(2, 3), new int[2])).isEqualTo(Temperature.ONE);
        assertThatThrownBy(() -> new Temperature(0)).hasMessage("temperature must be a finite number > 0, was 0.0");
    }
}
