package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.imprint.core.matrix.DoubleMatrix;
import org.junit.jupiter.api.Test;

/** Expected values by scikit-learn 1.2.1 and numpy 1.24.2 on {@link JudgedRows}. */
class ProperScoresTest {

    /** {@code log_loss(t, p)} and {@code ((p - eye(3)[t])**2).sum(1).mean()}. */
    @Test
    void ofThreeClasses() {
        ProperScores scores = ProperScores.of(JudgedRows.PROBABILITIES, JudgedRows.CLASSES);

        assertThat(scores.logLoss()).isCloseTo(0.9526343096536461, within(1e-13));
        assertThat(scores.brier()).isCloseTo(0.4922319607918049, within(1e-13));
    }

    /** {@code q = stack([1 - p[:, 0], p[:, 0]], 1); y = t == 0; log_loss(y, q), 2 * brier_score_loss(y, q[:, 1])}. */
    @Test
    void ofTwoClasses() {
        int n = JudgedRows.CLASSES.length;
        DoubleMatrix two = DoubleMatrix.zeros(n, 2);
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            double p = JudgedRows.PROBABILITIES.get(i, 0);
            two.data()[2 * i] = 1 - p;
            two.data()[2 * i + 1] = p;
            classes[i] = JudgedRows.CLASSES[i] == 0 ? 1 : 0;
        }
        ProperScores scores = ProperScores.of(two, classes);

        assertThat(scores.logLoss()).isCloseTo(0.6048048747205199, within(1e-13));
        assertThat(scores.brier()).isCloseTo(0.3615719169475832, within(1e-13));
    }

    @Test
    void oneRuledOutIsDearButNotInfinite() {
        ProperScores scores = ProperScores.of(DoubleMatrix.ofRows(new double[] {1, 0}), new int[] {1});

        assertThat(scores.logLoss()).isCloseTo(52 * Math.log(2), within(1e-12));
        assertThat(scores.brier()).isEqualTo(2);
        assertThat(ProperScores.of(DoubleMatrix.zeros(0, 2), new int[0]).brier())
                .isNaN();
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> ProperScores.of(DoubleMatrix.ofRows(new double[] {1.5, -0.5}), new int[] {0}))
                .hasMessage("probability of class 0 in row 0 must be in [0.0, 1.0], was 1.5");
        assertThatThrownBy(() -> ProperScores.of(DoubleMatrix.ofRows(new double[] {0.5, 0.25}), new int[] {0}))
                .hasMessage("probabilities of row 0 must sum to 1, was 0.75");
        assertThatThrownBy(() -> ProperScores.of(DoubleMatrix.ofRows(new double[] {0.5, 0.5}), new int[] {2}))
                .hasMessage("true class of row 0 must be in [0, 1], was 2");
        assertThatThrownBy(() -> ProperScores.of(DoubleMatrix.ofRows(new double[] {0.5, 0.5}), new int[2]))
                .hasMessage("classes must be as many as rows, 1, was 2");
    }
}
