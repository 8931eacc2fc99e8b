package org.imprint.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;

class WhiteningTest {

    private static final FloatMatrix PROXIES = FloatMatrix.ofRows(new float[] {1, 2, 0.5f}, new float[] {5.5f, 5, 1});
    private static final FloatMatrix QUERIES = FloatMatrix.ofRows(new float[] {3, 3, 3}, new float[] {5.5f, 5, 1});

    private static Task task() {
        FloatMatrix a = FloatMatrix.ofRows(
                new float[] {1, 2, 0.5f}, new float[] {2, 1, 0.25f}, new float[] {0, 3, 1}, new float[] {
                    1.5f, 2.5f, -0.5f
                });
        FloatMatrix b =
                FloatMatrix.ofRows(new float[] {5, 5, 1}, new float[] {6, 4.5f, 0}, new float[] {5.5f, 6, 2.25f});
        return Task.of(List.of(new ClassRows(0, a), new ClassRows(1, b)));
    }

    /**
     * scikit-learn 1.2.1, numpy 1.24: S, d = ledoit_wolf(r, assume_centered=True) of the class residuals r (shrinkage
     * 0.4916155312503692), then sqrt((q - w) @ inv(S) @ (q - w)).
     */
    @Test
    void measuresByTheShrunkCovarianceWithinClasses() {
        NeighbourSearch search =
                NeighbourSearch.byMahalanobis(Whitening.withinClasses(task()), PROXIES, Semantics.CORRECTED);
        Neighbours found = search.nearest(QUERIES, 2, Parallel.serial());
        assertThat(found.proxy(0, 0)).isZero();
        assertThat(found.value(0, 0)).isCloseTo(5.681836211118975, within(1e-6));
        assertThat(found.value(0, 1)).isCloseTo(6.631565523514527, within(1e-6));
        assertThat(found.proxy(1, 0)).isEqualTo(1);
        assertThat(found.value(1, 0)).isZero();
        assertThat(found.value(1, 1)).isCloseTo(9.948756017970528, within(1e-6));
    }

    /** After whitening, the covariance it was made from is the identity. */
    @Test
    void turnsItsOwnCovarianceIntoTheIdentity() {
        FloatMatrix x = GaussianRows.of(400, 6, 3, 2);
        DoubleMatrix y = Whitening.ofProxies(x).apply(x);
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                double sum = 0;
                for (int i = 0; i < 400; i++) {
                    sum += y.get(i, a) * y.get(i, b);
                }
                assertThat(sum / 399).isCloseTo(a == b ? 1 : 0, within(1e-5));
            }
        }
    }

    @Test
    void isEuclideanWhereClassesHaveNoSpread() {
        Task single = Task.of(List.of(
                new ClassRows(0, FloatMatrix.ofRows(new float[] {1, 2, 0.5f})),
                new ClassRows(1, FloatMatrix.ofRows(new float[] {5, 5, 1}))));
        Neighbours found = NeighbourSearch.byMahalanobis(Whitening.withinClasses(single), PROXIES, Semantics.CORRECTED)
                .nearest(QUERIES, 1, Parallel.serial());
        assertThat(found.value(0, 0)).isCloseTo(Math.sqrt(4 + 1 + 6.25), within(1e-6));
    }

    @Test
    void survivesMoreDimensionsThanRows() {
        FloatMatrix x = GaussianRows.of(6, 40, 4, 1);
        Task wide = Task.of(List.of(new ClassRows(0, x.rows(0, 3)), new ClassRows(1, x.rows(3, 6))));
        Neighbours found = NeighbourSearch.byMahalanobis(Whitening.withinClasses(wide), x, Semantics.CORRECTED)
                .nearest(x, 1, Parallel.serial());
        for (int i = 0; i < 6; i++) {
            assertThat(found.proxy(i, 0)).isEqualTo(i);
            assertThat(found.value(i, 0)).isZero();
        }
    }

    @Test
    void needsTwoProxiesAsThePublishedCodeDoes() {
        assertThatThrownBy(() -> Whitening.ofProxies(FloatMatrix.zeros(1, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mahalanobis needs at least 2 proxies, was 1");
    }
}
