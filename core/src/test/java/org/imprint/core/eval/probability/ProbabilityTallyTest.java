package org.imprint.core.eval.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ReliabilityBin;
import org.junit.jupiter.api.Test;

class ProbabilityTallyTest {

    private static final double[][] P = {
        {0.7, 0.2, 0.1}, {0.3, 0.4, 0.3}, {0.1, 0.1, 0.8}, {0.05, 0.9, 0.05}, {0.25, 0.5, 0.25}
    };
    private static final int[] ANSWERS = {0, 1, 2, 1, 0};
    private static final int[] TRUTH = {0, 2, 2, 1, 0};

    private static ProbabilityTally tally(Optional<ConformalThreshold> sets) {
        ProbabilityTally tally = new ProbabilityTally(P.length, sets);
        for (int i = 0; i < P.length; i++) {
            tally.add(P[i], ANSWERS[i], TRUTH[i]);
        }
        return tally;
    }

    /**
     * scikit-learn 1.2.1, numpy 1.24.2, scipy 1.10.1:
     *
     * <pre>
     *   l = -log(P[range(5), t]); b = ((P - eye(3)[t])**2).sum(1); log_loss(t, P), b.mean()
     *   norm.interval(.95, v.mean(), v.std(ddof=1)/sqrt(5))      for v in (l, b)
     *   S = P &gt;= .3; S.sum(1).mean(), S[range(5), t].sum()
     * </pre>
     */
    @Test
    void costsAndSets() {
        ProbabilityFigures figures =
                tally(Optional.of(new ConformalThreshold(0.3, 0.9))).figures();

        assertThat(figures.n()).isEqualTo(5);
        assertThat(figures.logLoss().value()).isCloseTo(0.6550892352713189, within(1e-14));
        assertThat(figures.logLoss().low()).isCloseTo(0.13398867178574947, within(1e-14));
        assertThat(figures.logLoss().high()).isCloseTo(1.1761897987568883, within(1e-14));
        assertThat(figures.brier().value()).isCloseTo(0.366, within(1e-14));
        assertThat(figures.brier().low()).isCloseTo(0.008106604995545441, within(1e-14));
        assertThat(figures.brier().high()).isCloseTo(0.7238933950044546, within(1e-14));
        assertThat(figures.sets()).contains(new SetFigures(5, 4, 0, 1.4));
        assertThat(figures.sets().orElseThrow().share()).isEqualTo(0.8);
    }

    /** The last answer has less than another class: its confidence is its own, 0.25, and it is right. */
    @Test
    void confidenceIsThatOfTheAnswer() {
        ProbabilityFigures figures = tally(Optional.empty()).figures();

        assertThat(figures.reliability().bins())
                .as("five answers fill one bin")
                .containsExactly(new ReliabilityBin(5, 4, 3.05 / 5, 0.25, 0.9));
        assertThat(figures.sets()).isEmpty();
    }

    /** By hand: Brier 0.0002 and 0.98, mean 0.4901 ± 0.96; then 1.996 and 0.98, mean 1.488 ± 0.996; log-loss 0.607 ± 1.170. */
    @Test
    void intervalsHoldNothingThatCannotBe() {
        ProbabilityTally good = new ProbabilityTally(2, Optional.empty());
        good.add(new double[] {0.99, 0.01}, 0, 0);
        good.add(new double[] {0.7, 0.3}, 0, 1);
        ProbabilityTally bad = new ProbabilityTally(2, Optional.empty());
        bad.add(new double[] {0.999, 0.001}, 0, 1);
        bad.add(new double[] {0.7, 0.3}, 0, 1);

        assertThat(good.figures().logLoss().low()).isZero();
        assertThat(good.figures().logLoss().high()).isCloseTo(1.777, within(1e-3));
        assertThat(good.figures().brier().low()).isZero();
        assertThat(bad.figures().brier().low()).isCloseTo(0.4922, within(1e-3));
        assertThat(bad.figures().brier().high()).isEqualTo(2);
    }

    @Test
    void countsEmptySets() {
        assertThat(tally(Optional.of(new ConformalThreshold(0.75, 0.5)))
                        .figures()
                        .sets())
                .contains(new SetFigures(5, 2, 3, 0.4));
    }

    @Test
    void refusesFewerAnswersThanWereToCome() {
        assertThatThrownBy(() -> new ProbabilityTally(2, Optional.empty()).figures())
                .hasMessage("answers that were taken down must be 2, was 0");
        assertThatThrownBy(() -> new ProbabilityTally(1, Optional.empty()).add(new double[] {1}, 0, 1))
                .hasMessage("true class must be in [0, 0], was 1");
    }

    @Test
    void knowsNothingWithoutAnswers() {
        ProbabilityFigures figures = new ProbabilityTally(0, Optional.empty()).figures();

        assertThat(figures.logLoss().value()).isNaN();
        assertThat(figures.calibrationError()).isNaN();
        assertThat(figures.reliability().bins()).isEmpty();
    }
}
