package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected orders: std::sort of GCC 12 on (value, index) pairs. */
class StdSortTest {

    @Test
    void ordersTiesAsLibstdcppDoes() {
        JsonNode cases = Fixtures.json("quantile/argsort.json");
        assertThat(cases.size()).isEqualTo(5);
        for (JsonNode c : cases) {
            float[] x = Fixtures.floats(c.get("x").get("file").asText()).toArray();
            assertThat(StdSort.ascending(x, 0, x.length)).containsExactly(Fixtures.intArray(c.get("ascending")));
            assertThat(StdSort.descending(x, 0, x.length)).containsExactly(Fixtures.intArray(c.get("descending")));
        }
    }

    /** Made by {@code src/test/cpp/std_sort_heap.cpp} so that an order without heap sort differs. */
    @Test
    void turnsToHeapSortWhereLibstdcppDoes() {
        JsonNode cases = Fixtures.json("std_sort_heap.json");
        assertThat(cases.size()).isEqualTo(33);
        for (JsonNode c : cases) {
            float[] x = floats(c.get("x"));
            assertThat(StdSort.ascending(x, 0, x.length)).containsExactly(Fixtures.intArray(c.get("ascending")));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 2, '[-1, 2)'", "2, 1, '[2, 1)'", "0, 4, '[0, 4)'"})
    void refusesRangesOutsideTheValues(int from, int to, String range) {
        assertThatThrownBy(() -> StdSort.ascending(new float[3], from, to))
                .isInstanceOf(ImprintException.class)
                .hasMessage("range to sort must lie in [0, 3], was " + range);
    }

    @Test
    void putsNaNLastWhenAscendingAndFirstWhenDescending() {
        float[] x = {1, Float.NaN, -3, 2, Float.NaN, Float.POSITIVE_INFINITY};
        assertThat(StdSort.ascending(x, 0, 6)).containsExactly(2, 0, 3, 5, 1, 4);
        assertThat(StdSort.descending(x, 0, 6)).containsExactly(1, 4, 5, 3, 0, 2);
    }

    @Test
    void takesNegativeAndPositiveZeroAsEqual() {
        assertThat(StdSort.ascending(new float[] {0f, -0f, 0f}, 0, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void countsIndicesFromTheStartOfTheRange() {
        assertThat(StdSort.ascending(new float[] {9, 3, 1, 2, 0}, 1, 4)).containsExactly(1, 2, 0);
        assertThat(StdSort.ascending(new float[] {9}, 1, 1)).isEmpty();
    }

    @Test
    void isAPermutationInAscendingOrderForAnyLength() {
        SplittableRandom rng = new SplittableRandom(3);
        for (int n = 0; n < 400; n += 7) {
            float[] x = new float[n];
            for (int i = 0; i < n; i++) {
                x[i] = rng.nextInt(-5, 6) / 4f;
            }
            int[] order = StdSort.ascending(x, 0, n);
            assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
            for (int i = 1; i < n; i++) {
                assertThat(x[order[i]]).isGreaterThanOrEqualTo(x[order[i - 1]]);
            }
        }
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
