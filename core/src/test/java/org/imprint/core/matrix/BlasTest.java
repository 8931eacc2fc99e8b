package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BlasTest {

    @BeforeAll
    static void load() {
        assertThat(Blas.description()).isNotEmpty();
    }

    @Test
    void usesOpenBlasOnThisMachine() {
        assertThat(Blas.description()).contains("OpenBLAS");
    }

    @Test
    void keepsTheLibraryThatComputesOnOneThread() {
        assertThat(System.getProperty("dev.ludovic.netlib.blas.nativeLibPath")).contains("openblas_nolapack");
        assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
    }

    @Test
    void floatProductEqualsThePlainTripleLoop() {
        SplittableRandom rng = new SplittableRandom(5);
        FloatMatrix a = FloatMatrix.zeros(7, 33);
        FloatMatrix b = FloatMatrix.zeros(5, 33);
        for (int i = 0; i < a.data().length; i++) {
            a.data()[i] = (float) rng.nextDouble(-1, 1);
        }
        for (int i = 0; i < b.data().length; i++) {
            b.data()[i] = (float) rng.nextDouble(-1, 1);
        }
        FloatMatrix out = FloatMatrix.zeros(4, 3);
        Blas.timesTransposed(a.rows(2, 6), b.rows(1, 4), out);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                double dot = 0;
                for (int l = 0; l < 33; l++) {
                    dot += (double) a.get(i + 2, l) * b.get(j + 1, l);
                }
                assertThat((double) out.get(i, j)).isCloseTo(dot, within(1e-5));
            }
        }
    }
}
