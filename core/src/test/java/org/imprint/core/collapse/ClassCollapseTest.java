package org.imprint.core.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

class ClassCollapseTest {

    private static final Task SMALL = Task.of(Fixtures.smallTrain(), Fixtures.smallTrainLabels(), new int[] {2, 0, 1});

    /** Expected: the formula in numpy 1.24.2. */
    @Test
    void isThatOfNumpy() {
        assertThat(ClassCollapse.ratios(SMALL))
                .containsExactly(
                        new double[] {2.9688414679950865, 2.502428752562994, 0.9923324348539397}, within(1e-6));
    }

    @Test
    void isInTheMeanThatOfAllClasses() {
        CollapseMeasures all =
                NeuralCollapse.of(RowBlocks.of(SMALL), Parallel.serial()).textbook();
        assertThat(Arrays.stream(ClassCollapse.ratios(SMALL)).average().orElseThrow())
                .isCloseTo(all.intraTrace() / all.interTrace(), within(1e-9));
    }

    @Test
    void equalMeansHaveNoMeasure() {
        FloatMatrix x = FloatMatrix.of(4, 1, new float[] {-1, 1, -2, 2});
        assertThat(ClassCollapse.ratios(Task.of(x, new int[] {0, 0, 1, 1}, new int[] {0, 1})))
                .containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
