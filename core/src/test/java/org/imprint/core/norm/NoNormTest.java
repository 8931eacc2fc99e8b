package org.imprint.core.norm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

class NoNormTest {

    @Test
    void returnsRowsAsTheyAreAtEveryStage() {
        FloatMatrix x = FloatMatrix.ofRows(new float[] {1, Float.NaN}, new float[] {0, -0f});
        NoNorm none = new NoNorm();
        assertThat(none.ofRows(x)).isSameAs(x);
        for (Semantics semantics : Semantics.values()) {
            assertThat(none.beforeGeneration(x, semantics)).isSameAs(x);
            assertThat(none.ofProxies(List.of(x, x), semantics)).containsExactly(x, x);
        }
    }
}
