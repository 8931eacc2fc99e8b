package org.imprint.core.presample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.imprint.core.matrix.NumpySums;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

class FloatMomentsTest {

    /** Expected values: NumPy 1.24.2 on float32 vectors of 3 to 1000 values (fixture scipy_weibull.json, "sums"). */
    @Test
    void equalsNumPyToTheLastBit() {
        JsonNode cases = Fixtures.json("scipy_weibull.json").get("sums");
        assertThat(cases.size()).isEqualTo(8);
        for (JsonNode c : cases) {
            float[] x = ScipyFitTest.floats(c.get("x"));
            assertThat(NumpySums.sum(x, 0, x.length))
                    .isEqualTo((float) c.get("sum").asDouble());
            assertThat(FloatMoments.mean(x)).isEqualTo((float) c.get("mean").asDouble());
            assertThat(FloatMoments.centralMoment(x, 2))
                    .isEqualTo((float) c.get("m2").asDouble());
            assertThat(FloatMoments.centralMoment(x, 3))
                    .isEqualTo((float) c.get("m3").asDouble());
        }
    }
}
