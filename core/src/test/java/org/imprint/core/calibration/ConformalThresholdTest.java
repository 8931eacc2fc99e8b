package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.matrix.DoubleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformalThresholdTest {

    private static ConformalThreshold threshold(double stated) {
        return ConformalThreshold.of(JudgedRows.PROBABILITIES, JudgedRows.CLASSES, stated);
    }

    /**
     * numpy 1.24.2 on {@link JudgedRows}: {@code k = ceil(61*s); sort(p[i, t])[60 - k], k/61}. The often seen
     * {@code quantile(1 - p[i, t], k/60, method="higher")} is the next larger value.
     */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.47908163265306125, 0.5081967213114754",
        "0.8, 0.34653988378235606, 0.8032786885245902",
        "0.9, 0.2645569620253165, 0.9016393442622951",
        "0.95, 0.08118361153262518, 0.9508196721311475",
        "0.98, 0.0013568521031207597, 0.9836065573770492"
    })
    void isTheQuantileOfTrueClasses(double stated, double value, double coverage) {
        assertThat(threshold(stated).value()).isCloseTo(value, within(1e-14));
        assertThat(threshold(stated).coverage()).isCloseTo(coverage, within(1e-14));
    }

    @Test
    void holdsAllClassesWhereRowsAreTooFew() {
        assertThat(ConformalThreshold.mostCoverage(60)).isBetween(0.9836, 0.984);
        assertThat(threshold(0.985)).isEqualTo(new ConformalThreshold(0, 1));
        assertThat(threshold(0.985).set(new double[] {1, 0, 0})).containsExactly(0, 1, 2);
        assertThat(ConformalThreshold.of(DoubleMatrix.zeros(0, 2), new int[0], 0.5))
                .isEqualTo(new ConformalThreshold(0, 1));
    }

    /** 9 of 9 + 1 are 90 %, whatever a product rounds to. */
    @Test
    void theCoverageThatIsAskedForIsEnough() {
        DoubleMatrix nine = DoubleMatrix.ofRows(IntStream.rangeClosed(1, 9)
                .mapToObj(i -> new double[] {i / 10.0, 1 - i / 10.0})
                .toArray(double[][]::new));

        assertThat(ConformalThreshold.of(nine, new int[9], 0.9)).isEqualTo(new ConformalThreshold(0.1, 0.9));
        assertThat(ConformalThreshold.of(nine, new int[9], 0.7)).isEqualTo(new ConformalThreshold(0.3, 0.7));
    }

    /** By hand: the least that 60 rows allow is the first of 61. */
    @Test
    void theSmallestCoverageIsThatOfTheFirstRow() {
        ConformalThreshold least = threshold(1e-12);

        assertThat(least.coverage()).isCloseTo(1 / 61.0, within(1e-14));
        assertThat(least).isEqualTo(threshold(0.01));
        assertThat(ConformalThreshold.leastRows(1e-12)).isEqualTo(1);
        assertThat(ConformalThreshold.of(DoubleMatrix.zeros(0, 2), new int[0], 1e-12))
                .isEqualTo(ConformalThreshold.ALL);
    }

    @Test
    void setsHoldWhatIsLikelyEnough() {
        ConformalThreshold threshold = new ConformalThreshold(0.375, 0.9);

        assertThat(threshold.set(new double[] {0.375, 0.25, 0.375})).containsExactly(0, 2);
        assertThat(threshold.set(new double[] {0.25, 0.25, 0.25, 0.25})).isEmpty();
    }

    /** Of 4,000 images 0.9 are covered, r/(n + 1) = 18/20: five binomial deviations are 0.024. */
    @Test
    void coversWhatItSays() {
        SplittableRandom random = new SplittableRandom(20261130);
        int covered = 0;
        int trials = 4000;
        for (int trial = 0; trial < trials; trial++) {
            double[][] rows = new double[20][];
            int[] classes = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double p = random.nextDouble();
                rows[i] = new double[] {p, 1 - p};
                classes[i] = random.nextDouble() < p * p ? 0 : 1;
            }
            DoubleMatrix all = DoubleMatrix.ofRows(rows);
            ConformalThreshold threshold = ConformalThreshold.of(all.rows(0, 19), Arrays.copyOf(classes, 19), 0.9);
            covered += rows[19][classes[19]] >= threshold.value() ? 1 : 0;
        }

        assertThat((double) covered / trials).isCloseTo(0.9, within(0.024));
    }

    @Test
    void refusesWhatIsNoCoverage() {
        assertThatThrownBy(() -> threshold(1)).hasMessage("coverage must be in (0, 1), was 1.0");
        assertThatThrownBy(() -> ConformalThreshold.mostCoverage(-1)).hasMessage("rows must be at least 0, was -1");
        assertThatThrownBy(() -> new ConformalThreshold(1.5, 0.9))
                .hasMessage("conformal threshold must be in [0.0, 1.0], was 1.5");
    }
}
