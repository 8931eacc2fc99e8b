package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: numpy 1.24.2, {@code (1 / arange(1, n + 1)).sum()}; every bit counts. */
class NumpySumsTest {

    @ParameterizedTest
    @CsvSource({
        "5, 2.283333333333333",
        "8, 2.7178571428571425",
        "100, 5.187377517639621",
        "129, 5.440899030573669",
        "1000, 7.485470860550345",
        "4099, 8.895835961417054",
    })
    void sumEqualsNumpysToTheLastBit(int n, double expected) {
        double[] a = IntStream.rangeClosed(-2, n).mapToDouble(i -> 1.0 / i).toArray();
        assertThat(NumpySums.sum(a, 3, n)).isEqualTo(expected);
    }
}
