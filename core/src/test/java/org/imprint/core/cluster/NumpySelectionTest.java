package org.imprint.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: numpy 1.24.2, {@code argpartition(v, k - 1)[:k]} of v = [(i·i·31 + 7) % 101 for i in range(n)]. */
class NumpySelectionTest {

    @ParameterizedTest
    @CsvSource({
        "10, 2, 0 7",
        "40, 12, 6 7 0 31 35 15 11 14 29 37 12 38",
        "200, 20, 167 70 66 60 52 49 41 132 136 31 142 150 153 171 161 35 0 101 54 155",
        "150, 4, 52 49 60 142",
        "12, 12, 0 1 2 3 11 5 6 7 8 9 10 4",
    })
    void orderEqualsNumpys(int n, int k, String expected) {
        double[] values =
                IntStream.range(0, n).mapToDouble(i -> (i * i * 31 + 7) % 101).toArray();
        int[] order = IntStream.of(NumpySelection.smallest(values, k)).toArray();
        assertThat(IntStream.of(order).mapToObj(Integer::toString).toList()).containsExactly(expected.split(" "));
    }
}
