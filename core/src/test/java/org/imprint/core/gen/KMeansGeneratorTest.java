package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KMeansGeneratorTest {

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void keepsTheRowsOfAClassWithFewerThanK(Semantics semantics) {
        FloatMatrix x = Samples.gaussian(3, 5, 1);
        assertThat(proxies(x, 4, semantics).toArray()).containsExactly(x.toArray());
        assertThat(proxies(x.rows(1, 2), 1, semantics).toArray()).containsExactly(x.row(1));
    }

    @Test
    void bothSemanticsAgreeWhereRowsSuffice() {
        FloatMatrix x = Samples.blobs(200, 6, 7, 2);
        assertThat(proxies(x, 5, Semantics.CORRECTED).toArray())
                .containsExactly(proxies(x, 5, Semantics.REFERENCE).toArray());
    }

    @Test
    void givesOneProxyPerDistinctRowWhereThereAreFewerThanKOnlyInCorrected() {
        FloatMatrix x = Samples.gaussian(3, 5, 3).select(new int[] {1, 1, 0, 1, 2, 0, 2});
        assertThat(proxies(x, 4, Semantics.CORRECTED).toArray())
                .containsExactly(x.select(new int[] {0, 2, 4}).toArray());
        FloatMatrix published = proxies(x, 4, Semantics.REFERENCE);
        assertThat(published.rows()).isEqualTo(4);
        assertThat(published.toArray()).doesNotContain(Float.NaN);
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void survivesRowsThatAreAllEqualOrZero(Semantics semantics) {
        FloatMatrix same = Samples.gaussian(1, 5, 4).select(new int[8]);
        for (FloatMatrix x : new FloatMatrix[] {same, FloatMatrix.zeros(8, 5)}) {
            FloatMatrix w = proxies(x, 3, semantics);
            assertThat(w.rows()).isEqualTo(semantics.isReference() ? 3 : 1);
            for (int j = 0; j < w.rows(); j++) {
                assertThat(w.row(j)).containsExactly(x.row(0));
            }
        }
    }

    /** Where the published code's scikit-learn raises, so do we, in both semantics; nothing loops on NaN. */
    @ParameterizedTest
    @EnumSource(Semantics.class)
    void refusesNaN(Semantics semantics) {
        FloatMatrix x = Samples.gaussian(6, 2, 5);
        x.data()[7] = Float.NaN;
        assertThatThrownBy(() -> proxies(x, 2, semantics))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 9, row 3, column 1 must be finite, was NaN");
    }

    @Test
    void refusesKOutsideItsRange() {
        assertThatThrownBy(() -> new KMeansGenerator(0)).hasMessage("kmeans.k must be in [1, 10000], was 0");
        assertThatThrownBy(() -> new KMeansGenerator(10_001)).hasMessage("kmeans.k must be in [1, 10000], was 10001");
    }

    private static FloatMatrix proxies(FloatMatrix x, int k, Semantics semantics) {
        return new KMeansGenerator(k).proxies(new ClassRows(9, x), Run.of(semantics, 42, Parallel.serial()));
    }
}
