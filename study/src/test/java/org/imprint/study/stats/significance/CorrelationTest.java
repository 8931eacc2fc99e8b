package org.imprint.study.stats.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Offset<Double> TIGHT = within(1e-13);

    private static final double[] X = {0.1, 0.25, 0.25, 0.9, 1.4, 2.2, 3.1, 5.0};
    private static final double[] Y = {1.0, 0.5, 2.0, 2.5, 2.5, 6.0, 4.0, 7.5};

    /** scipy 1.10.1: stats.pearsonr(X, Y), stats.spearmanr(X, Y), stats.linregress(X, Y). */
    @Test
    void agreesWithScipyOnTiedData() {
        Correlation c = Correlation.of(X, Y);

        assertThat(c.n()).isEqualTo(8);
        assertThat(c.pearson()).isCloseTo(0.9128732010262021, TIGHT);
        assertThat(c.pearsonP()).isCloseTo(0.0015473028919166442, TIGHT);
        assertThat(c.spearman()).isCloseTo(0.927710843373494, TIGHT);
        assertThat(c.spearmanP()).isCloseTo(0.0008939450793069665, TIGHT);
        assertThat(c.slope()).isCloseTo(1.296476306196841, TIGHT);
        assertThat(c.intercept()).isCloseTo(1.1108140947752125, TIGHT);
        assertThat(c.rSquared()).isCloseTo(0.9128732010262022 * 0.9128732010262022, TIGHT);
    }

    @Test
    void leavesOutPairsWithNaN() {
        double[] x = {0.1, 0.25, 0.25, 0.9, Double.NaN, 1.4, 2.2, 3.1, 5.0, 7};
        double[] y = {1.0, 0.5, 2.0, 2.5, 100, 2.5, 6.0, 4.0, 7.5, Double.NaN};

        assertThat(Correlation.of(x, y)).isEqualTo(Correlation.of(X, Y));
    }

    @Test
    void rankCorrelationIsOneForAnyRisingCurve() {
        Correlation c = Correlation.of(new double[] {1, 2, 3, 4}, new double[] {1, 8, 27, 64});

        assertThat(c.spearman()).isEqualTo(1);
        assertThat(c.spearmanP()).isZero();
        assertThat(c.pearson()).isLessThan(1);
    }

    @Test
    void isUndefinedForTwoPointsOrAConstant() {
        assertThat(Correlation.of(new double[] {1, 2}, new double[] {3, 4}).pearson())
                .isNaN();
        Correlation constant = Correlation.of(new double[] {1, 2, 3}, new double[] {4, 4, 4});
        assertThat(constant.pearson()).isNaN();
        assertThat(constant.spearmanP()).isNaN();
        assertThat(constant.slope()).isZero();
        assertThat(Correlation.of(new double[] {4, 4, 4}, new double[] {1, 2, 3})
                        .intercept())
                .isNaN();
    }

    @Test
    void refusesLengthsThatDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correlation.of(new double[3], new double[2]))
                .withMessage("x and y must have one length, was 3 and 2");
    }
}
