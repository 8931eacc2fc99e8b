package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.imprint.core.matrix.DoubleMatrix;
import org.junit.jupiter.api.Test;

/**
 * Expected values by numpy 1.24.2 and scipy 1.10.1 on {@link JudgedRows}, whose 60 confidences differ.
 *
 * <pre>
 *   conf = p.max(1); right = p.argmax(1) == t; parts = array_split(argsort(conf), 7); for x in parts:
 *   a = right[x].mean(); g = a - conf[x].mean(); m = len(x); sd = sqrt(a*(1 - a)/m)
 *   ece += m/60*abs(g); ce2 += m/60*g*g; db2 += m/60*(g*g - a*(1 - a)/(m - 1))
 *   db1 += m/60*(2*abs(g) - (foldnorm.mean(abs(g)/sd, scale=sd) if sd &gt; 0 else abs(g)))
 * </pre>
 */
class ReliabilityDiagramTest {

    private static final ReliabilityDiagram SEVEN =
            ReliabilityDiagram.of(JudgedRows.PROBABILITIES, JudgedRows.CLASSES, 7);

    @Test
    void parts60AnswersInto7Bins() {
        assertThat(SEVEN.bins()).extracting(ReliabilityBin::size).containsExactly(9, 9, 9, 9, 8, 8, 8);
        assertThat(SEVEN.bins()).extracting(ReliabilityBin::right).containsExactly(7, 7, 8, 8, 8, 7, 5);
        ReliabilityBin last = SEVEN.bins().get(6);
        assertThat(last.confidence()).isCloseTo(0.7531698789582888, within(1e-14));
        assertThat(last.low()).isCloseTo(0.7017738359201774, within(1e-14));
        assertThat(last.high()).isCloseTo(0.7920621225194133, within(1e-14));
        assertThat(SEVEN.size()).isEqualTo(60);
    }

    @Test
    void errors() {
        assertThat(SEVEN.error()).isCloseTo(0.34423207394669575, within(1e-13));
        assertThat(SEVEN.debiasedError()).isCloseTo(0.33798558009419505, within(1e-13));
        assertThat(SEVEN.squaredError()).isCloseTo(0.12882008655448116, within(1e-13));
        assertThat(SEVEN.debiasedSquaredError()).isCloseTo(0.1120872823216769, within(1e-13));
    }

    @Test
    void equalConfidencesStayTogetherWhateverTheOrder() {
        double[] sure = {0.9, 0.1};
        double[] less = {0.6, 0.4};
        ReliabilityDiagram one =
                ReliabilityDiagram.of(DoubleMatrix.ofRows(sure, less, less, less, less), new int[] {0, 0, 1, 1, 0}, 2);
        ReliabilityDiagram other =
                ReliabilityDiagram.of(DoubleMatrix.ofRows(less, less, sure, less, less), new int[] {1, 0, 0, 0, 1}, 2);

        assertThat(one).isEqualTo(other);
        assertThat(one.bins())
                .containsExactly(new ReliabilityBin(4, 2, 0.6, 0.6, 0.6), new ReliabilityBin(1, 1, 0.9, 0.9, 0.9));
    }

    /** Of calibrated answers the debiased figures are about 0, of few answers a bin the others are not. */
    @Test
    void takesTheBiasAway() {
        SplittableRandom random = new SplittableRandom(20261130);
        double[] sums = new double[4];
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            double[][] rows = new double[150][];
            int[] classes = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double p = 0.6 + 0.3 * random.nextDouble();
                rows[i] = new double[] {p, 1 - p};
                classes[i] = random.nextDouble() < p ? 0 : 1;
            }
            ReliabilityDiagram d = ReliabilityDiagram.of(DoubleMatrix.ofRows(rows), classes, ReliabilityDiagram.BINS);
            sums[0] += d.squaredError();
            sums[1] += d.debiasedSquaredError();
            sums[2] += d.error();
            sums[3] += d.debiasedError();
        }
        double[] means = Arrays.stream(sums).map(s -> s / trials).toArray();

        assertThat(means[0]).isGreaterThan(0.015);
        assertThat(means[1]).isCloseTo(0, within(0.002));
        assertThat(means[2]).isGreaterThan(0.09);
        assertThat(means[3]).isLessThan(0.08).isPositive();
    }

    @Test
    void aBinOfOneAnswerCountsAsItIs() {
        ReliabilityDiagram diagram =
                ReliabilityDiagram.of(DoubleMatrix.ofRows(new double[] {0.75, 0.25}), new int[] {0}, 15);

        assertThat(diagram.bins()).containsExactly(new ReliabilityBin(1, 1, 0.75, 0.75, 0.75));
        assertThat(diagram.error()).isEqualTo(0.25);
        assertThat(diagram.debiasedError()).isEqualTo(0.25);
        assertThat(diagram.debiasedSquaredError()).isEqualTo(0.0625);
    }

    @Test
    void saysNothingOfNone() {
        assertThat(ReliabilityDiagram.of(DoubleMatrix.zeros(0, 3), new int[0], 15))
                .isEqualTo(new ReliabilityDiagram(List.of()));
        assertThat(new ReliabilityDiagram(List.of()).error()).isNaN();
    }

    @Test
    void refusesNoBins() {
        assertThatThrownBy(() -> ReliabilityDiagram.of(JudgedRows.PROBABILITIES, JudgedRows.CLASSES, 0))
                .hasMessage("bins must be at least 1, was 0");
    }
}
