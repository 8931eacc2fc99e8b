package org.imprint.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;

/**
 * Which of equally distant proxies the published code keeps: places in scikit-learn's heap tell, not indices.
 *
 * <p>Expected sets: scikit-learn 1.2.1, one thread, {@code NearestNeighbors(n_neighbors=m, algorithm="brute",
 * metric=...).fit(W).kneighbors(Q)} of float32 W[i, j] = (5i² + 3j + ij) mod 11 [40, 16] and Q[i, j] = (3i + j²) mod 11
 * [6, 16]. In the queries tested here the lowest indices of the tied ones would be another set.
 */
class ReferenceSearchTest {

    private static FloatMatrix table(int rows, boolean proxies) {
        FloatMatrix x = FloatMatrix.zeros(rows, 16);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 16; j++) {
                x.data()[x.offset(i) + j] = (proxies ? 5 * i * i + 3 * j + i * j : 3 * i + j * j) % 11;
            }
        }
        return x;
    }

    private static int[] kept(Metric metric, int m, int query) {
        Neighbours found = NeighbourSearch.by(metric, table(40, true), Semantics.REFERENCE)
                .nearest(table(6, false), m, Parallel.serial());
        return IntStream.range(0, m).map(j -> found.proxy(query, j)).sorted().toArray();
    }

    @Test
    void keepsTheTiedProxiesThatScikitLearnKeeps() {
        assertThat(kept(Metric.CHEBYSHEV, 7, 2)).containsExactly(2, 5, 8, 13, 16, 24, 35);
        assertThat(kept(Metric.MANHATTAN, 4, 1)).containsExactly(7, 15, 18, 29);
        assertThat(kept(Metric.EUCLIDEAN, 4, 1)).containsExactly(7, 15, 18, 29);
        assertThat(kept(Metric.EUCLIDEAN, 4, 5)).containsExactly(7, 15, 18, 29);
    }

    @Test
    void differsFromOursThereAlone() {
        Neighbours ours = NeighbourSearch.by(Metric.MANHATTAN, table(40, true), Semantics.CORRECTED)
                .nearest(table(6, false), 4, Parallel.serial());
        assertThat(IntStream.range(0, 4).map(j -> ours.proxy(1, j)).sorted().toArray())
                .isNotEqualTo(kept(Metric.MANHATTAN, 4, 1));
        assertThat(IntStream.range(0, 4).map(j -> ours.proxy(0, j)).sorted().toArray())
                .isEqualTo(kept(Metric.MANHATTAN, 4, 0));
    }
}
