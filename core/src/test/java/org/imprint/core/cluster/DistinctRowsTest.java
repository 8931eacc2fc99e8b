package org.imprint.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

class DistinctRowsTest {

    private final FloatMatrix x = FloatMatrix.of(6, 2, new float[] {1, 0, 2, 0, 1, -0f, 1, 1, 2, 0, 1, 2});

    @Test
    void tellsEachRowsPlaceAmongTheDistinctOnes() {
        DistinctRows rows = DistinctRows.of(x, 5);
        assertThat(rows.count()).isEqualTo(4);
        assertThat(rows.firsts()).containsExactly(0, 1, 3, 5);
        assertThat(rows.groups()).containsExactly(0, 1, 0, 2, 1, 3);
    }

    @Test
    void stopsAtEnough() {
        assertThat(DistinctRows.of(x, 1).firsts()).containsExactly(0);
        assertThat(DistinctRows.of(x, 3).firsts()).containsExactly(0, 1, 3);
        assertThat(DistinctRows.of(x, 3).count()).isEqualTo(3);
    }
}
