package org.imprint.core.unknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected: the formula of {@link KnownScore#ofClassScores} for the scores with −∞ in the place of the class that is left out. */
class LeftOutClassScoresTest {

    private static final int C = 7;

    /** Random scores, scores of few values with ties for the largest, one far above the others, all equal, and a class that is gone. */
    private static FloatMatrix scores() {
        SplittableRandom random = new SplittableRandom(5);
        FloatMatrix scores = FloatMatrix.zeros(200, C);
        for (int i = 0; i < scores.rows(); i++) {
            for (int c = 0; c < C; c++) {
                int at = scores.offset(i) + c;
                scores.data()[at] = switch (i % 5) {
                    case 0 -> (float) random.nextDouble(-1, 1);
                    case 1 -> random.nextInt(3) / 3f;
                    case 2 -> (float) random.nextDouble() + (c == i % C ? 40 : 0);
                    case 3 -> i / 200f;
                    default -> c == i % C ? Float.NEGATIVE_INFINITY : (float) random.nextGaussian();
                };
            }
        }
        return scores;
    }

    private static float plain(KnownScore kind, float[] row, int c, Temperature t) {
        row[c] = Float.NEGATIVE_INFINITY;
        return kind.ofClassScores(row, LeftOutClassScores.most(row), t);
    }

    @ParameterizedTest
    @EnumSource(
            value = KnownScore.class,
            names = {"PROXY", "ENERGY", "SOFTMAX"})
    void withoutAClassIsTheFormulaOfTheOthers(KnownScore kind) {
        FloatMatrix scores = scores();
        for (double t : new double[] {0.01, 0.3, 1, 20}) {
            Temperature temperature = new Temperature(t);
            LeftOutClassScores found =
                    LeftOutClassScores.of(kind, scores, new int[scores.rows()], temperature, Parallel.serial());
            for (int i = 0; i < scores.rows(); i++) {
                for (int c = 0; c < C; c++) {
                    float plain = plain(kind, scores.row(i), c, temperature);
                    assertThat(found.without(c, i))
                            .as("row %s without class %s, T = %s", i, c, t)
                            .isCloseTo(plain, within(Math.ulp(plain)));
                }
            }
        }
    }
}
