package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.imprint.core.ImprintException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of windows, so that offsets count, against the plain triple loop in double. */
class BlasTest {

    /** Written to where no product may write. */
    private static final double UNTOUCHED = 7;

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
    void floatProductOverwritesWhatStoodThere() {
        FloatMatrix a = drawn(1, 7, 33).toFloat().rows(2, 6);
        FloatMatrix b = drawn(2, 5, 33).toFloat().rows(1, 4);
        FloatMatrix out = filled(6, 3).toFloat();
        Blas.timesTransposed(a, b, out.rows(1, 5));
        assertRows(out.toDouble(), 1, 5, timesTransposed(a.toDouble(), b.toDouble()), 1e-5);
    }

    @Test
    void doubleProductOverwritesWhatStoodThere() {
        DoubleMatrix a = drawn(3, 7, 33).rows(2, 6);
        DoubleMatrix b = drawn(4, 5, 33).rows(1, 4);
        DoubleMatrix out = filled(6, 3);
        Blas.timesTransposed(a, b, out.rows(1, 5));
        assertRows(out, 1, 5, timesTransposed(a, b), 1e-13);
    }

    @Test
    void plainProductTakesTheSecondMatrixUpright() {
        DoubleMatrix a = drawn(5, 7, 9).rows(2, 6);
        DoubleMatrix b = drawn(6, 12, 3).rows(1, 10);
        DoubleMatrix out = filled(6, 3);
        Blas.times(a, b, out.rows(1, 5));
        assertRows(out, 1, 5, timesTransposed(a, transposed(b)), 1e-13);
    }

    @Test
    void addsAMultipleOfTheFloatProduct() {
        FloatMatrix a = drawn(7, 7, 33).toFloat().rows(2, 6);
        FloatMatrix b = drawn(8, 5, 33).toFloat().rows(1, 4);
        FloatMatrix out = filled(6, 3).toFloat();
        Blas.addTimesTransposed(-2f, a, b, out.rows(1, 5));
        assertRows(out.toDouble(), 1, 5, added(-2, timesTransposed(a.toDouble(), b.toDouble())), 1e-5);
    }

    @Test
    void addsAMultipleOfTheDoubleProduct() {
        DoubleMatrix a = drawn(9, 7, 33).rows(2, 6);
        DoubleMatrix b = drawn(10, 5, 33).rows(1, 4);
        DoubleMatrix out = filled(6, 3);
        Blas.addTimesTransposed(-2, a, b, out.rows(1, 5));
        assertRows(out, 1, 5, added(-2, timesTransposed(a, b)), 1e-13);
    }

    @Test
    void addsTheGramMatrixAboveTheDiagonalAlone() {
        DoubleMatrix a = drawn(11, 8, 5).rows(1, 7);
        DoubleMatrix out = filled(7, 5);
        Blas.addGram(a, out.rows(1, 6));
        DoubleMatrix full = added(1, timesTransposed(transposed(a), transposed(a)));
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < i; j++) {
                full.data()[full.offset(i) + j] = UNTOUCHED;
            }
        }
        assertRows(out, 1, 6, full, 1e-13);
    }

    @Test
    void stripsOfTheGramMatrixAreItsRowsFromTheirFirstColumnOn() {
        DoubleMatrix a = drawn(12, 8, 9).rows(1, 7);
        DoubleMatrix out = filled(11, 9);
        Blas.addGramStrip(a, 2, 5, out.rows(1, 10));
        DoubleMatrix full = added(1, timesTransposed(transposed(a), transposed(a)));
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                if (i < 2 || i >= 5 || j < 2) {
                    full.data()[full.offset(i) + j] = UNTOUCHED;
                }
            }
        }
        assertRows(out, 1, 10, full, 1e-13);
    }

    @Test
    void leavesTheOutputAloneWhereThereIsNothingToMultiply() {
        DoubleMatrix none = DoubleMatrix.zeros(0, 3);
        DoubleMatrix some = drawn(13, 2, 3);
        Blas.timesTransposed(none, some, DoubleMatrix.zeros(0, 2));
        Blas.timesTransposed(none.toFloat(), some.toFloat(), FloatMatrix.zeros(0, 2));
        Blas.addTimesTransposed(1, none, some, DoubleMatrix.zeros(0, 2));
        Blas.addTimesTransposed(1, none.toFloat(), some.toFloat(), FloatMatrix.zeros(0, 2));
        Blas.times(none, drawn(14, 3, 2), DoubleMatrix.zeros(0, 2));
        DoubleMatrix out = filled(3, 3);
        Blas.addGram(none, out);
        Blas.addGramStrip(none, 0, 3, out);
        assertThat(out.data()).containsOnly(UNTOUCHED);
    }

    @ParameterizedTest
    @MethodSource
    void refusesShapesThatDoNotFit(String message, ThrowingCallable product) {
        assertThatThrownBy(product).isInstanceOf(ImprintException.class).hasMessage("shapes of " + message);
    }

    static Stream<Arguments> refusesShapesThatDoNotFit() {
        DoubleMatrix m23 = DoubleMatrix.zeros(2, 3);
        DoubleMatrix m43 = DoubleMatrix.zeros(4, 3);
        DoubleMatrix m24 = DoubleMatrix.zeros(2, 4);
        DoubleMatrix m33 = DoubleMatrix.zeros(3, 3);
        return Stream.of(
                        transposedRefusals(m23, m43, m24),
                        Stream.of(
                                refused(
                                        "A B must fit, was A [2, 3], B [4, 3], out [2, 3]",
                                        () -> Blas.times(m23, m43, m23)),
                                refused(
                                        "A B must fit, was A [2, 3], B [3, 3], out [3, 3]",
                                        () -> Blas.times(m23, m33, m33)),
                                refused(
                                        "A B must fit, was A [2, 3], B [3, 3], out [2, 4]",
                                        () -> Blas.times(m23, m33, m24)),
                                gramRefused(m24, () -> Blas.addGram(m23, m24)),
                                gramRefused(m43, () -> Blas.addGram(m23, m43)),
                                gramRefused(
                                        DoubleMatrix.zeros(3, 2), () -> Blas.addGram(m23, DoubleMatrix.zeros(3, 2))),
                                gramRefused(m43, () -> Blas.addGramStrip(m23, 0, 1, m43)),
                                gramRefused(
                                        DoubleMatrix.zeros(3, 2),
                                        () -> Blas.addGramStrip(m23, 0, 1, DoubleMatrix.zeros(3, 2)))))
                .flatMap(s -> s);
    }

    /** Wrong width, wrong height and wrong breadth of the output, of each of the four products A Bᵀ. */
    private static Stream<Arguments> transposedRefusals(DoubleMatrix m23, DoubleMatrix m43, DoubleMatrix m24) {
        return Stream.of(new DoubleMatrix[][] {{m23, m24, m24}, {m23, m43, m43}, {m23, m43, m23}})
                .flatMap(m -> {
                    String message = "A Bᵀ must fit, was A " + m[0] + ", B " + m[1] + ", out " + m[2];
                    FloatMatrix a = m[0].toFloat();
                    FloatMatrix b = m[1].toFloat();
                    FloatMatrix out = m[2].toFloat();
                    return Stream.of(
                            refused(message, () -> Blas.timesTransposed(m[0], m[1], m[2])),
                            refused(message, () -> Blas.timesTransposed(a, b, out)),
                            refused(message, () -> Blas.addTimesTransposed(1, m[0], m[1], m[2])),
                            refused(message, () -> Blas.addTimesTransposed(1f, a, b, out)));
                });
    }

    private static Arguments refused(String message, ThrowingCallable product) {
        return Arguments.of(message, product);
    }

    private static Arguments gramRefused(DoubleMatrix out, ThrowingCallable product) {
        return refused("Aᵀ A must fit, was A [2, 3], B [2, 3], out " + out, product);
    }

    /** Asserts that rows [from, to) hold {@code expected} and all others what they were filled with. */
    private static void assertRows(DoubleMatrix out, int from, int to, DoubleMatrix expected, double tolerance) {
        for (int i = 0; i < out.rows(); i++) {
            for (int j = 0; j < out.cols(); j++) {
                double e = i >= from && i < to ? expected.get(i - from, j) : UNTOUCHED;
                assertThat(out.get(i, j)).as("[%d, %d]", i, j).isCloseTo(e, within(tolerance));
            }
        }
    }

    private static DoubleMatrix timesTransposed(DoubleMatrix a, DoubleMatrix b) {
        DoubleMatrix out = DoubleMatrix.zeros(a.rows(), b.rows());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.rows(); j++) {
                for (int l = 0; l < a.cols(); l++) {
                    out.data()[out.offset(i) + j] += a.get(i, l) * b.get(j, l);
                }
            }
        }
        return out;
    }

    private static DoubleMatrix transposed(DoubleMatrix a) {
        DoubleMatrix t = DoubleMatrix.zeros(a.cols(), a.rows());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.cols(); j++) {
                t.data()[t.offset(j) + i] = a.get(i, j);
            }
        }
        return t;
    }

    /** Returns what a matrix filled by {@link #filled} becomes when α·product is added. */
    private static DoubleMatrix added(double alpha, DoubleMatrix product) {
        DoubleMatrix sum = product.copy();
        for (int i = 0; i < sum.data().length; i++) {
            sum.data()[i] = UNTOUCHED + alpha * sum.data()[i];
        }
        return sum;
    }

    private static DoubleMatrix drawn(long seed, int rows, int cols) {
        SplittableRandom rng = new SplittableRandom(seed);
        return made(rows, cols, () -> rng.nextDouble(-1, 1));
    }

    private static DoubleMatrix filled(int rows, int cols) {
        return made(rows, cols, () -> UNTOUCHED);
    }

    private static DoubleMatrix made(int rows, int cols, DoubleSupplier element) {
        DoubleMatrix m = DoubleMatrix.zeros(rows, cols);
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = element.getAsDouble();
        }
        return m;
    }
}
