package org.imprint.classifier.doctor.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values: numpy 1.24.2 and scipy 1.10.1, {@code stats.median_abs_deviation} of the logarithms. */
class SharpnessScaleTest {

    @Test
    void saysHowFarBelowTheMedianInRobustDeviations() {
        SharpnessScale scale = new SharpnessScale(new double[] {0.5, 0.25, 0.3, 0.12, 0.9, 0.0021, 0.4});
        assertThat(scale.below(0.0021)).isCloseTo(6.551587340933237, within(1e-12));
        assertThat(scale.below(0.12)).isCloseTo(1.209864194138945, within(1e-12));
        assertThat(scale.below(0.9)).isCloseTo(-1.4506003663072466, within(1e-12));
        assertThat(scale.typical()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void imagesThatAreNearlyAlikeAreNotTakenApart() {
        SharpnessScale scale = new SharpnessScale(new double[] {0.5, 0.5, 0.5, 0.49});
        assertThat(scale.below(0.49)).isCloseTo(0.08081082927007799, within(1e-12));
        assertThat(scale.below(0.5)).isZero();
    }
}
