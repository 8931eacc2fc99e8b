package org.imprint.vision.store.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.object.datatype.FloatingPoint;
import java.util.SplittableRandom;
import org.imprint.core.matrix.Half;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {

    @Test
    void everyHalfSurvivesTheWayThroughFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = FloatingPoint.toFloat((short) bits); // jHDF's own conversion
            if (Float.isNaN(value)) {
                assertThat(FloatingPoint.toFloat(Half.of(value))).isNaN();
                assertThat(Half.toFloat((short) bits)).isNaN();
            } else {
                assertThat(Half.of(value)).as("half %x", bits).isEqualTo((short) bits);
                assertThat(Half.toFloat((short) bits)).as("half %x", bits).isEqualTo(value);
            }
        }
    }

    /** numpy 1.24.2: {@code hex(np.float32(x).astype(np.float16).view(np.uint16))}. */
    @ParameterizedTest
    @CsvSource({
        "65519.996, 0x7bff",
        "65520, 0x7c00",
        "1e38, 0x7c00",
        "-Infinity, 0xfc00",
        "1.00048828125, 0x3c00",
        "1.00146484375, 0x3c02",
        "1.0004884, 0x3c01",
        "2.9802322e-8, 0x0000",
        "2.9802326e-8, 0x0001",
        "8.940697e-8, 0x0002",
        "6.1005e-5, 0x03ff",
        "6.1020e-5, 0x0400",
        "-0.0, 0x8000",
        "1e-45, 0x0000",
        "-3.14159, 0xc248"
    })
    void roundsToNearestEvenAsNumpyDoes(float value, String bits) {
        assertThat(Half.of(value) & 0xffff).isEqualTo(Integer.decode(bits));
    }

    @Test
    void noHalfIsNearerThanTheOneChosen() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            float value = (float) (random.nextDouble(-2, 2) * Math.pow(2, random.nextInt(-26, 16)));
            short half = Half.of(value);
            double error = Math.abs((double) FloatingPoint.toFloat(half) - value);
            for (int step : new int[] {-1, 1}) {
                float neighbour = FloatingPoint.toFloat((short) (half + step));
                if (Float.isFinite(neighbour)) {
                    assertThat(Math.abs((double) neighbour - value))
                            .as("%s", value)
                            .isGreaterThanOrEqualTo(error);
                }
            }
        }
    }
}
