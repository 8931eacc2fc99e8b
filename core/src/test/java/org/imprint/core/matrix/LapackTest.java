package org.imprint.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LapackTest {

    /** Hand-made: [[4, 2], [2, 10]] = Uᵀ U with U = [[2, 1], [0, 3]]; x A = (10, 32) has x = (1, 3). */
    @Test
    void factorsAndSolvesTheUpperTriangle() {
        DoubleMatrix a = DoubleMatrix.ofRows(new double[] {4, 2}, new double[] {Double.NaN, 10});
        Lapack.cholesky(a);
        assertThat(a.get(0, 0)).isEqualTo(2);
        assertThat(a.get(0, 1)).isEqualTo(1);
        assertThat(a.get(1, 1)).isEqualTo(3);
        assertThat(a.get(1, 0)).as("lower triangle is left alone").isNaN();
        DoubleMatrix b = DoubleMatrix.ofRows(new double[] {10, 32}, new double[] {0, 0});
        Lapack.choleskySolve(a, b);
        assertThat(b.row(0)).containsExactly(1, 3);
        assertThat(b.row(1)).containsExactly(0, 0);
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> Lapack.cholesky(DoubleMatrix.ofRows(new double[] {1, 2}, new double[] {2, 1})))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("matrix must be positive definite, leading minor 2 of 2 is not");
        assertThatThrownBy(() -> Lapack.cholesky(DoubleMatrix.zeros(2, 3)))
                .hasMessage("matrix must be square, not empty, was [2, 3]");
    }

    /** numpy 1.24: np.linalg.eigh([[2, 1, 0], [1, 2, 1], [0, 1, 2]]) gives 2 − √2, 2, 2 + √2. */
    @Test
    void findsTheSpectrumOfAKnownMatrix() {
        double nan = Double.NaN;
        SymmetricEigen eigen = Lapack.symmetricEigen(
                DoubleMatrix.ofRows(new double[] {2, 1, 0}, new double[] {nan, 2, 1}, new double[] {nan, nan, 2}));
        assertThat(eigen.values()[0]).isCloseTo(2 - Math.sqrt(2), within(1e-14));
        assertThat(eigen.values()[1]).isCloseTo(2, within(1e-14));
        assertThat(eigen.values()[2]).isCloseTo(2 + Math.sqrt(2), within(1e-14));
        assertThat(Math.abs(eigen.vectors().get(1, 0))).isCloseTo(Math.sqrt(0.5), within(1e-14));
        assertThat(Math.abs(eigen.vectors().get(1, 1))).isCloseTo(0, within(1e-14));
    }

    @Test
    void eigenvectorsRebuildTheMatrix() {
        int d = 40;
        SplittableRandom rng = new SplittableRandom(3);
        DoubleMatrix a = DoubleMatrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double v = rng.nextDouble(-1, 1);
                a.data()[a.offset(i) + j] = v;
                a.data()[a.offset(j) + i] = v;
            }
        }
        double[] before = a.toArray();
        SymmetricEigen eigen = Lapack.symmetricEigen(a);
        assertThat(a.data()).containsExactly(before);
        assertThat(eigen.values()).isSorted();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int l = 0; l < d; l++) {
                    sum += eigen.values()[l]
                            * eigen.vectors().get(l, i)
                            * eigen.vectors().get(l, j);
                }
                assertThat(sum).isCloseTo(a.get(i, j), within(1e-12));
            }
        }
    }

    @Test
    void refusesNaN() {
        assertThatThrownBy(() -> Lapack.symmetricEigen(DoubleMatrix.of(1, 1, new double[] {Double.NaN})))
                .hasMessage("elements of a symmetric matrix must be finite, was NaN or infinity");
    }
}
