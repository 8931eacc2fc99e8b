package org.imprint.lab.sweep.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.lab.sweep.Fixtures;
import org.junit.jupiter.api.Test;

/** The published random mappings: fixture remappings.json, CPython 3.11, checked on 3.10.13. */
class RandomClassRemappingsTest {

    private static final JsonNode EXPECTED = Fixtures.json("remappings.json");

    @Test
    void drawsThePublishedClasses() {
        List<int[]> draws = RandomClassRemappings.draws();

        assertThat(boxed(RandomClassRemappings.fiftyClasses()))
                .isEqualTo(Fixtures.integers(EXPECTED.get("fifty_fixed_random_ints")));
        assertThat(boxed(RandomClassRemappings.hundredClasses()))
                .isEqualTo(Fixtures.integers(EXPECTED.get("hundred_before_shuffles")));
        assertThat(boxed(draws.get(draws.size() - 1)))
                .isEqualTo(Fixtures.integers(EXPECTED.get("hundred_after_all_shuffles")));
    }

    @Test
    void mapsThePublishedClassesInThePublishedOrder() {
        List<LabelMapping> all = RandomClassRemappings.all();
        assertThat(all).hasSize(100);
        for (int i = 1; i <= 10; i++) {
            for (int r = 0; r < 10; r++) {
                LabelMapping mapping = all.get(10 * (i - 1) + r);
                List<List<Integer>> pairs = new ArrayList<>();
                mapping.newLabels().forEach((from, to) -> pairs.add(List.of(from, to)));
                assertThat(mapping.name()).isEqualTo("map" + i + "-" + r);
                assertThat(pairs)
                        .as(mapping.name())
                        .isEqualTo(Fixtures.stream(EXPECTED.get("remappings")
                                        .get(Integer.toString(i))
                                        .get(r))
                                .map(Fixtures::integers)
                                .toList());
                assertThat(RandomClassRemappings.of(i, r)).isEqualTo(mapping);
            }
        }
    }

    @Test
    void refusesMappingsThatWereNeverDrawn() {
        assertThatThrownBy(() -> RandomClassRemappings.of(11, 0))
                .hasMessage("classes per label must be in [1, 10], was 11");
        assertThatThrownBy(() -> RandomClassRemappings.of(1, 10)).hasMessage("draw must be in [0, 9], was 10");
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
