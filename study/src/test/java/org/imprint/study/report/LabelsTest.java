package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.imprint.lab.sweep.LabelMapping;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void countsOldClassesPerLabelWithoutThoseLeftOut() {
        assertThat(Labels.classesPerLabel(LabelMapping.none())).isEqualTo(1);
        assertThat(Labels.classesPerLabel(
                        new LabelMapping("m", Map.of(1, 0, 2, 0, 3, 1, 4, 1, 5, LabelMapping.LEFT_OUT))))
                .isEqualTo(2);
    }

    @Test
    void numbersInNamesAreSortedAsNumbers() {
        assertThat(Stream.of("map10-0", "map2-10", "map2-9")
                        .sorted((a, b) -> Orders.natural(a).compareTo(Orders.natural(b))))
                .containsExactly("map2-9", "map2-10", "map10-0");
    }
}
