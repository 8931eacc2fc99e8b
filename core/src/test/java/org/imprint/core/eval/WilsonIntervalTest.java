package org.imprint.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

    /** scipy 1.17.1: binomtest(right, n).proportion_ci(0.95, 'wilson'). */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2552885198782742, 0.36620957698280004",
        "15, 148, 0.06238639953073629, 0.16048724172330803",
        "0, 20, 0.0, 0.16112515805281935",
        "1, 29, 0.006113214292762667, 0.17175521879320282",
        "20, 20, 0.8388748419471808, 1.0",
        "917, 1000, 0.8982635048659463, 0.9325449785571006",
        "999999, 1000000, 0.9999943350881957, 0.9999998234754233"
    })
    void agreesWithSciPy(long right, long n, double low, double high) {
        WilsonInterval interval = WilsonInterval.of(right, n);
        assertThat(interval.low()).isCloseTo(low, within(1e-14));
        assertThat(interval.high()).isCloseTo(high, within(1e-14));
    }

    @Test
    void knowsNothingWithoutASample() {
        assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
    }

    @Test
    void refusesCountsBeyondTheSample() {
        assertThatThrownBy(() -> WilsonInterval.of(3, 2)).hasMessage("counted of the sample must be in [0, 2], was 3");
        assertThatThrownBy(() -> WilsonInterval.of(0, -1)).hasMessage("size of the sample must be at least 0, was -1");
    }
}
