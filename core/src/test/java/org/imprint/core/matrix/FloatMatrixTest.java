package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.imprint.core.ImprintException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatMatrixTest {

    /** Rows 10, 20, 30, 40 with columns +1, +2. */
    private final FloatMatrix x = FloatMatrix.of(4, 2, new float[] {11, 12, 21, 22, 31, 32, 41, 42});

    private final FloatMatrix window = x.rows(1, 3);

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void findsWhatIsNotFiniteInEveryColumn(float wrong) {
        int cols = 11;
        FloatMatrix wide = FloatMatrix.zeros(3, cols);
        Arrays.fill(wide.data(), Float.MAX_VALUE);
        for (int j = cols - 1; j >= 0; j--) {
            wide.data()[wide.offset(1) + j] = wrong;
            assertThat(wide.firstNonFinite(1)).isEqualTo(j);
        }
        Arrays.fill(wide.data(), 0, cols, 0);
        assertThat(wide.firstNonFinite(0)).isEqualTo(-1);
        assertThat(wide.rows(2, 3).firstNonFinite(0)).isEqualTo(-1);
    }

    @Test
    void windowsCountFromTheirOwnFirstRow() {
        assertThat(window.rows()).isEqualTo(2);
        assertThat(window.cols()).isEqualTo(2);
        assertThat(window.offset(1)).isEqualTo(4);
        assertThat(window.get(1, 0)).isEqualTo(31);
        assertThat(window.row(0)).containsExactly(21, 22);
        assertThat(window.rows(1, 2).toArray()).containsExactly(31, 32);
        assertThat(x.rows(4, 4).rows()).isZero();
        assertThat(window).hasToString("[2, 2]");
    }

    @Test
    void windowsShareTheArrayAndCopiesDoNot() {
        FloatMatrix copy = window.copy();
        x.data()[x.offset(1)] = 99;
        assertThat(window.data()).isSameAs(x.data());
        assertThat(window.get(0, 0)).isEqualTo(99);
        assertThat(copy.toArray()).containsExactly(21, 22, 31, 32);
        assertThat(copy.data()).hasSize(4);
    }

    @Test
    void selectsRowsInTheOrderAskedForWithRepeats() {
        FloatMatrix chosen = window.select(new int[] {1, 0, 1});
        assertThat(chosen.rows()).isEqualTo(3);
        assertThat(chosen.toArray()).containsExactly(31, 32, 21, 22, 31, 32);
        assertThat(window.select(new int[0]).rows()).isZero();
    }

    @Test
    void joinsPartsOneBelowTheOther() {
        FloatMatrix all = FloatMatrix.concat(List.of(window, FloatMatrix.zeros(0, 2), x.rows(0, 1)));
        assertThat(all.rows()).isEqualTo(3);
        assertThat(all.toArray()).containsExactly(21, 22, 31, 32, 11, 12);
    }

    @Test
    void makesAMatrixOfCopiedRows() {
        float[] first = {1, 2, 3};
        FloatMatrix made = FloatMatrix.ofRows(first, new float[] {4, 5, 6});
        first[0] = 9;
        assertThat(made.rows()).isEqualTo(2);
        assertThat(made.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void convertsItsNumbersToDouble() {
        DoubleMatrix wide =
                FloatMatrix.of(2, 1, new float[] {5, 0.1f}).rows(1, 2).toDouble();
        assertThat(wide.toArray()).containsExactly(0.10000000149011612); // numpy 2.4.6: float(numpy.float32(0.1))
        assertThat(window.toDouble().toArray()).containsExactly(21, 22, 31, 32);
    }

    @Test
    void refusesShapesThatNoArrayHolds() {
        String rule = "matrix must have rows ≥ 0, cols ≥ 1 and fewer than 2^31 elements, was ";
        refused(() -> FloatMatrix.zeros(1 << 16, 1 << 15), rule + "[65536, 32768]");
        refused(() -> FloatMatrix.zeros(-1, 2), rule + "[-1, 2]");
        refused(() -> FloatMatrix.zeros(1, 0), rule + "[1, 0]");
        refused(() -> FloatMatrix.of(2, 3, new float[5]), "matrix of shape [2, 3] must have 6 elements, was 5");
    }

    @Test
    void refusesRowsThatAreNotThere() {
        refused(() -> window.rows(-1, 1), "row window must lie in [0, 2], was [-1, 1)");
        refused(() -> window.rows(2, 1), "row window must lie in [0, 2], was [2, 1)");
        refused(() -> window.rows(1, 3), "row window must lie in [0, 2], was [1, 3)");
        refused(() -> window.select(new int[] {0, 2}), "row index must be in [0, 1], was 2");
        refused(() -> window.select(new int[] {-1}), "row index must be in [0, 1], was -1");
    }

    @Test
    void refusesPartsThatDoNotFitTogether() {
        refused(() -> FloatMatrix.concat(List.of()), "concat needs at least one matrix, was 0");
        refused(
                () -> FloatMatrix.concat(List.of(window, FloatMatrix.zeros(1, 3))),
                "all parts must have 2 columns, was 3");
        refused(() -> FloatMatrix.ofRows(), "matrix needs at least one row, was 0");
        refused(() -> FloatMatrix.ofRows(new float[] {1, 2}, new float[] {3}), "row 1 must have 2 elements, was 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ImprintException.class).hasMessage(message);
    }
}
