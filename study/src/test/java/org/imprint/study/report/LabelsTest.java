package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void numbersInNamesAreSortedAsNumbers() {
        assertThat(Stream.of("map10-0", "map2-10", "map2-9")
                        .sorted((a, b) -> Orders.natural(a).compareTo(Orders.natural(b))))
                .containsExactly("map2-9", "map2-10", "map10-0");
    }
}
