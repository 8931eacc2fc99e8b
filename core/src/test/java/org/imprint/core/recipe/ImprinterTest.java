package org.imprint.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImprinterTest {

    private static final Recipe QI = Preset.QI.recipe(1, 0.1);

    private static Run run(Semantics semantics) {
        return Run.of(semantics, 3, Parallel.serial());
    }

    private static Task withRow(float... row) {
        return Task.of(List.of(
                new ClassRows(4, FloatMatrix.ofRows(new float[] {3, 4}, row)),
                new ClassRows(9, FloatMatrix.ofRows(new float[] {0, 2}))));
    }

    /** 3-4-5: the mean of (0.6, 0.8) and (1, 0) is (0.8, 0.4), of length √0.8. */
    @Test
    void normalisesBeforeAndAfterTheMean() {
        Head head = Imprinter.imprint(withRow(7, 0), QI, run(Semantics.CORRECTED));
        assertThat(head.proxies().row(0)).containsExactly(new float[] {0.8944272f, 0.4472136f}, within(1e-6f));
        assertThat(head.proxies().row(1)).containsExactly(0, 1);
    }

    @Test
    void refusesAZeroRowUnderL2ExceptInReference() {
        assertThatThrownBy(() -> Imprinter.imprint(withRow(0, 0), QI, run(Semantics.CORRECTED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 4, row 1: embedding must not be zero under NORMpre l2, was zero");
        assertThat(Imprinter.imprint(withRow(0, 0), QI, run(Semantics.REFERENCE))
                        .proxies()
                        .row(0))
                .containsOnly(Float.NaN);
    }

    @Test
    void takesAZeroRowWhereNothingDividesByItsLength() {
        Recipe janson = Preset.JANSON.recipe(1, 0.1);
        assertThat(Imprinter.imprint(withRow(0, 0), janson, run(Semantics.CORRECTED))
                        .proxies()
                        .row(0))
                .containsExactly(1.5f, 2);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void refusesRowsThatAreNotFinite(Preset preset) {
        assertThatThrownBy(() -> Imprinter.imprint(
                        withRow(1, Float.POSITIVE_INFINITY), preset.recipe(1, 0.1), run(Semantics.CORRECTED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 4, row 1: embedding must be finite, was Infinity at position 1");
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyPresetTellsWellSeparatedClassesApart(Preset preset) {
        Task task = separated();
        Head head = Imprinter.imprint(task, preset.recipe(4, 0.1), run(Semantics.CORRECTED));
        for (int c = 0; c < task.size(); c++) {
            int[] answers = head.answer(task.get(c).rows(), Parallel.serial()).classIndices();
            assertThat(answers).as(preset + ", class " + c).containsOnly(c);
        }
    }

    /** Three classes of 30 rows about 5 · e_c in 16 dimensions, with noise of at most 0.5 a coordinate. */
    private static Task separated() {
        SplittableRandom random = new SplittableRandom(5);
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            FloatMatrix x = FloatMatrix.zeros(30, 16);
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = (float) random.nextDouble(-0.5, 0.5) + (i % 16 == c ? 5 : 0);
            }
            classes.add(new ClassRows(c, x));
        }
        return Task.of(classes);
    }

    @Test
    void presetsAreFoundByNameAndMissedWithTheLegalOnes() {
        assertThat(Preset.of("paper")).isEqualTo(Preset.PAPER);
        assertThatThrownBy(() -> Preset.of("best"))
                .hasMessage("recipe must be one of qi, hosoda, janson, paper, oracle, was best");
    }
}
