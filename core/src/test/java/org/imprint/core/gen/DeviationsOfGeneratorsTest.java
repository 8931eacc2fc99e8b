package org.imprint.core.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;

/** Where corrected and reference semantics part, each side once. */
class DeviationsOfGeneratorsTest {

    private static final ClassRows THREE = new ClassRows(4, Tasks.gaussian(3, 6, 1));

    private static Run corrected() {
        return Tasks.run(Semantics.CORRECTED, 9);
    }

    private static Run reference() {
        return Tasks.run(Semantics.REFERENCE, 9);
    }

    @Test
    void randomProxiesOfASmallClassStayRandomInCorrectedAndAreItsRowsInReference() {
        XavierGenerator generator = new XavierGenerator(5);
        FloatMatrix proxies = generator.proxies(THREE, corrected());
        assertThat(proxies.toString()).isEqualTo("[5, 6]");
        double a = Math.sqrt(6.0 / (5 + 6));
        for (float value : proxies.toArray()) {
            assertThat((double) value).isBetween(-a, a);
        }
        assertThat(generator.proxies(THREE, reference()).toArray())
                .containsExactly(THREE.rows().toArray());
    }

    @Test
    void meanOfASmallClassIsOneRowInCorrectedAndItsRowsInReference() {
        MeanGenerator generator = new MeanGenerator(5);
        assertThat(generator.proxies(THREE, corrected()).rows()).isEqualTo(1);
        assertThat(generator.proxies(THREE, reference()).toArray())
                .containsExactly(THREE.rows().toArray());
    }

    @Test
    void meanRefusesNaNInCorrectedAndIsNaNInReference() {
        FloatMatrix x = Tasks.gaussian(3, 2, 1);
        x.data()[3] = Float.NaN;
        ClassRows rows = new ClassRows(7, x);
        assertThatThrownBy(() -> new MeanGenerator().proxies(rows, corrected()))
                .hasMessage("class 7, row 1, column 1 must be finite, was NaN");
        assertThat(new MeanGenerator().proxies(rows, reference()).get(0, 1)).isNaN();
    }

    @Test
    void drawsOfAClassDependOnEarlierClassesInReferenceOnly() {
        ClassRows rows = new ClassRows(4, Tasks.gaussian(50, 3, 1));
        RandomGenerator generator = new RandomGenerator(10);
        Run corrected = corrected();
        Run reference = reference();
        assertThat(generator.select(rows, corrected)).containsExactly(generator.select(rows, corrected));
        assertThat(generator.select(rows, reference)).isNotEqualTo(generator.select(rows, reference));
    }
}
