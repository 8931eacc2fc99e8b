package org.imprint.lab.sweep.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedMappingsTest {

    @Test
    void knowsThePapersNames() {
        assertThat(NamedMappings.of("none", 1)).containsExactly(LabelMapping.none());
        assertThat(NamedMappings.of("map3-7", 1)).containsExactly(RandomClassRemappings.of(3, 7));
        assertThat(NamedMappings.of("map10-0", 1)).containsExactly(RandomClassRemappings.of(10, 0));
        assertThat(NamedMappings.of("random_imagenet", 1)).isEqualTo(RandomClassRemappings.all());
    }

    @Test
    void combinesDigitsOfSeveralSets() {
        LabelMapping combined = NamedMappings.of("combined", 4).get(0);
        assertThat(combined.newLabels()).hasSize(40);
        for (int label = 0; label < 40; label++) {
            assertThat(combined.apply(label)).isEqualTo(label % 10);
        }
        assertThat(combined.apply(40)).isEqualTo(LabelMapping.LEFT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "map", "map11-0", "map0-0", "map1-10", "Combined"})
    void refusesOthers(String name) {
        assertThatThrownBy(() -> NamedMappings.of(name, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
