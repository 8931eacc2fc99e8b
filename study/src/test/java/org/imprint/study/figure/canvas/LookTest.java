package org.imprint.study.figure.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookTest {

    @Test
    void firstSixDifferInEachOfColourDashAndMarker() {
        assertThat(IntStream.range(0, 6).mapToObj(i -> Look.of(i).colour())).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 6).mapToObj(i -> Look.of(i).dash())).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 6).mapToObj(i -> Look.of(i).marker())).doesNotHaveDuplicates();
    }

    @Test
    void first90Differ() {
        assertThat(IntStream.range(0, 90).mapToObj(Look::of)).doesNotHaveDuplicates();
        assertThat(Look.of(90)).isEqualTo(Look.of(0));
    }

    /** Without colours, eighteen lines still differ: no two have both dash and marker in common. */
    @Test
    void eighteenDifferWithoutColours() {
        assertThat(IntStream.range(0, 10).mapToObj(i -> Look.of(i).withColour(Color.BLACK)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shadesGetDarker() {
        double before = 256;
        for (int i = 0; i < 10; i++) {
            Color c = Look.shade(i, 10).colour();
            double light = 0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue();
            assertThat(light).isLessThan(before - 10);
            before = light;
        }
        assertThat(Look.shade(0, 1)).isEqualTo(Look.shade(9, 10));
    }
}
