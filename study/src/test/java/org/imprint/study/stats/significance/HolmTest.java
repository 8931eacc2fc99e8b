package org.imprint.study.stats.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmTest {

    @Test
    void adjustsAsRDoes() {
        Holm holm = Holm.of(new double[] {0.01, 0.04, 0.03, 0.005, 0.8, 0.04}, 0.05);
        // R 4.2.2: p.adjust(c(.01,.04,.03,.005,.8,.04), "holm")
        double[] expected = {0.05, 0.12, 0.12, 0.03, 0.8, 0.12};
        for (int i = 0; i < expected.length; i++) {
            assertThat(holm.adjusted(i)).isCloseTo(expected[i], within(1e-15));
            assertThat(holm.rejected(i)).isEqualTo(i == 0 || i == 3);
        }
        assertThat(holm.order()).containsExactly(3, 0, 2, 1, 5, 4);
    }

    @Test
    void stopsAtTheFirstThatFails() {
        // 0.03 > 0.05 / 2, so 0.04 <= 0.05 / 1 is not looked at.
        Holm holm = Holm.of(new double[] {0.04, 0.03}, 0.05);
        assertThat(holm.rejected(0)).isFalse();
        assertThat(holm.rejected(1)).isFalse();
    }

    @Test
    void rejectsWhatIsAdjustedToAtMostAlphaAndNoLessThanBonferroni() {
        for (int seed = 0; seed < 200; seed++) {
            double[] p = new Random(seed).doubles(1 + seed % 15, 0, 0.08).toArray();
            Holm holm = Holm.of(p, 0.05);
            for (int i = 0; i < p.length; i++) {
                assertThat(holm.rejected(i)).as("seed %d", seed).isEqualTo(holm.adjusted(i) <= 0.05);
                if (p[i] <= 0.05 / p.length) {
                    assertThat(holm.rejected(i)).as("seed %d", seed).isTrue();
                }
            }
        }
    }
}
