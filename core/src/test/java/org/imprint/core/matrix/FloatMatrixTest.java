package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatMatrixTest {

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void findsWhatIsNotFiniteInEveryColumn(float wrong) {
        int cols = 11;
        FloatMatrix x = FloatMatrix.zeros(3, cols);
        Arrays.fill(x.data(), Float.MAX_VALUE);
        for (int j = cols - 1; j >= 0; j--) {
            x.data()[x.offset(1) + j] = wrong;
            assertThat(x.firstNonFinite(1)).isEqualTo(j);
        }
        assertThat(x.firstNonFinite(0)).isEqualTo(-1);
        assertThat(x.rows(2, 3).firstNonFinite(0)).isEqualTo(-1);
    }

    @Test
    void refusesShapesThatNoArrayHolds() {
        assertThatThrownBy(() -> FloatMatrix.zeros(1 << 16, 1 << 15)).hasMessageContaining("was [65536, 32768]");
        assertThatThrownBy(() -> FloatMatrix.zeros(-1, 2)).hasMessageContaining("was [-1, 2]");
        assertThatThrownBy(() -> FloatMatrix.zeros(1, 0)).hasMessageContaining("was [1, 0]");
    }
}
