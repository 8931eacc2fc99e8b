package org.imprint.classifier.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values: numpy 1.24.2, median; scipy 1.10.1, 1.4826 * scipy.stats.median_abs_deviation. */
class RobustScaleTest {

    @Test
    void middleAndSpread() {
        RobustScale odd = RobustScale.of(new double[] {3.1, 0.2, 7.5, 1.4, 2.2});
        assertThat(odd.median()).isEqualTo(2.2);
        assertThat(odd.deviation()).isCloseTo(1.33434, within(1e-12));
        RobustScale even = RobustScale.of(new double[] {3.1, 0.2, 7.5, 1.4});
        assertThat(even.median()).isEqualTo(2.25);
        assertThat(even.deviation()).isCloseTo(2.14977, within(1e-12));
        assertThat(RobustScale.of(new double[] {5, 1, 1, 1})).isEqualTo(new RobustScale(1, 0));
    }
}
