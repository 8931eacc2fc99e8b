package org.imprint.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two-step search of corrected semantics against plain double loops, on easy and on hostile data. */
class NeighbourSearchTest {

    private static final Parallel SERIAL = Parallel.serial();

    /** Few distinct coordinates, so that many proxies are equally far or equal. */
    private static FloatMatrix coarse(int rows, int cols, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            x.data()[i] = rng.nextInt(2);
        }
        return x;
    }

    private static NeighbourSearch by(Metric metric, FloatMatrix proxies) {
        return NeighbourSearch.by(metric, proxies, Semantics.CORRECTED);
    }

    /** Distances agree to double rounding; the same proxies come in the same order unless their distances do so, too. */
    private static void equalsPlainLoops(Metric metric, FloatMatrix queries, FloatMatrix proxies, int m) {
        Neighbours found = by(metric, proxies).nearest(queries, m, SERIAL);
        assertThat(found.m()).isEqualTo(Math.min(m, proxies.rows()));
        for (int i = 0; i < queries.rows(); i++) {
            float[] q = queries.row(i);
            int[] order = PlainNeighbours.order(metric, q, proxies);
            for (int j = 0; j < found.m(); j++) {
                double expected = PlainNeighbours.distance(metric, q, proxies.row(order[j]));
                double own = PlainNeighbours.distance(metric, q, proxies.row(found.proxy(i, j)));
                assertThat(found.value(i, j)).as("%s query %d", metric, i).isCloseTo(own, within(1e-12 * (1 + own)));
                assertThat(own).as("%s query %d rank %d", metric, i, j).isCloseTo(expected, within(1e-12 * (1 + own)));
                if (j > 0 && found.value(i, j) == found.value(i, j - 1)) {
                    assertThat(found.proxy(i, j)).isGreaterThan(found.proxy(i, j - 1));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void equalsPlainLoopsOnSpreadData(Metric metric) {
        equalsPlainLoops(metric, GaussianRows.of(70, 24, 1, 1), GaussianRows.of(5000, 24, 2, 1), 50);
    }

    /** All proxies within a few float roundings of one another, so that float keys cannot tell them apart. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void equalsPlainLoopsWhereFloatCannotTellProxiesApart(Metric metric) {
        FloatMatrix proxies = GaussianRows.of(3000, 17, 3, 1e-6);
        for (int i = 0; i < proxies.rows() * proxies.cols(); i++) {
            proxies.data()[i] += 100 + i % 17;
        }
        equalsPlainLoops(metric, GaussianRows.of(20, 17, 4, 100), proxies, 9);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void takesTheLowestIndicesOfEqualProxies(Metric metric) {
        FloatMatrix proxies = FloatMatrix.zeros(4000, 8);
        java.util.Arrays.fill(proxies.data(), 0.3f);
        Neighbours found = by(metric, proxies).nearest(GaussianRows.of(5, 8, 5, 1), 7, SERIAL);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 7; j++) {
                assertThat(found.proxy(i, j)).isEqualTo(j);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MAHALANOBIS", "COSINE"})
    void settlesTiesByIndexOnCoarseData(Metric metric) {
        FloatMatrix proxies = coarse(3000, 6, 6);
        FloatMatrix queries = coarse(20, 6, 7);
        Neighbours found = by(metric, proxies).nearest(queries, 40, SERIAL);
        for (int i = 0; i < queries.rows(); i++) {
            int[] order = PlainNeighbours.order(metric, queries.row(i), proxies);
            for (int j = 0; j < 40; j++) {
                assertThat(found.proxy(i, j)).as("query %d rank %d", i, j).isEqualTo(order[j]);
            }
        }
    }

    /** Float products of these overflow or underflow; distances in double do not. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void equalsPlainLoopsAtTheEndsOfTheFloatRange(Metric metric) {
        FloatMatrix proxies = FloatMatrix.concat(List.of(
                GaussianRows.of(400, 5, 8, 1e-30),
                GaussianRows.of(300, 5, 9, 1),
                GaussianRows.of(200, 5, 10, 3e30),
                FloatMatrix.zeros(2, 5)));
        FloatMatrix queries = FloatMatrix.concat(List.of(
                GaussianRows.of(3, 5, 11, 1e30),
                GaussianRows.of(3, 5, 12, 1e-25),
                GaussianRows.of(3, 5, 13, 1),
                FloatMatrix.zeros(1, 5)));
        equalsPlainLoops(metric, queries, proxies, 30);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void givesTheSameBitsOnOneTwoAndThreeThreads(Metric metric) {
        FloatMatrix proxies = GaussianRows.of(2500, 19, 14, 1);
        FloatMatrix queries = GaussianRows.of(700, 19, 15, 1);
        NeighbourSearch search = by(metric, proxies);
        Neighbours serial = search.nearest(queries, 11, SERIAL);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int threads = 2; threads <= 3; threads++) {
                same(search.nearest(queries, 11, Parallel.on(pool, threads)), serial);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Tiles of other borders must not show: every query alone gives the bits it gives in a batch. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void givesTheSameBitsForOneQueryAndForMany(Metric metric) {
        FloatMatrix proxies = GaussianRows.of(2500, 19, 16, 1);
        FloatMatrix queries = GaussianRows.of(66, 19, 17, 1);
        NeighbourSearch search = by(metric, proxies);
        Neighbours batch = search.nearest(queries, 11, SERIAL);
        for (int i = 0; i < queries.rows(); i++) {
            Neighbours alone = search.nearest(queries.rows(i, i + 1), 11, SERIAL);
            for (int j = 0; j < 11; j++) {
                assertThat(alone.proxy(0, j)).isEqualTo(batch.proxy(i, j));
                assertThat(alone.value(0, j)).isEqualTo(batch.value(i, j));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void answersASmallerMWithAPrefix(Metric metric) {
        FloatMatrix proxies = coarse(900, 7, 18);
        FloatMatrix queries = coarse(30, 7, 19);
        NeighbourSearch search = by(metric, proxies);
        Neighbours fifty = search.nearest(queries, 50, SERIAL);
        for (int m : new int[] {1, 3, 20, 50}) {
            same(fifty.prefix(m), search.nearest(queries, m, SERIAL));
        }
        List<Neighbours> both = search.nearest(queries, new int[] {3, 20}, SERIAL);
        same(both.get(0), fifty.prefix(3));
        same(both.get(1), fifty.prefix(20));
    }

    /** The published code's choice among equals depends on m; several m at once must not change it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void answersSeveralMAtOnceAsOneByOneInReferenceSemantics(Metric metric) {
        FloatMatrix proxies = coarse(300, 7, 20);
        FloatMatrix queries = coarse(30, 7, 21);
        NeighbourSearch search = NeighbourSearch.by(metric, proxies, Semantics.REFERENCE);
        int[] ms = {1, 3, 20, 50, 3};
        List<Neighbours> all = search.nearest(queries, ms, SERIAL);
        for (int i = 0; i < ms.length; i++) {
            same(all.get(i), search.nearest(queries, ms[i], SERIAL));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAHALANOBIS")
    void agreesWithReferenceSemanticsWhereNothingTies(Metric metric) {
        FloatMatrix proxies = GaussianRows.of(1500, 33, 22, 1);
        FloatMatrix queries = GaussianRows.of(40, 33, 23, 1);
        Neighbours ours = by(metric, proxies).nearest(queries, 10, SERIAL);
        Neighbours theirs =
                NeighbourSearch.by(metric, proxies, Semantics.REFERENCE).nearest(queries, 10, SERIAL);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 10; j++) {
                assertThat(ours.value(i, j)).isCloseTo(theirs.value(i, j), within(2e-6 * (1 + ours.value(i, j))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void ordersInnerProductsFromTheLargestDown(Semantics semantics) {
        FloatMatrix proxies = FloatMatrix.ofRows(new float[] {1, 0}, new float[] {3, 1}, new float[] {0, -2});
        Neighbours found = NeighbourSearch.byInnerProduct(proxies, semantics)
                .nearest(FloatMatrix.ofRows(new float[] {1, 1}), 9, SERIAL);
        assertThat(found.m()).isEqualTo(3);
        assertThat(new int[] {found.proxy(0, 0), found.proxy(0, 1), found.proxy(0, 2)})
                .containsExactly(1, 0, 2);
        assertThat(new double[] {found.value(0, 0), found.value(0, 1), found.value(0, 2)})
                .containsExactly(4, 1, -2);
    }

    @Test
    void refusesWhatDoesNotFitAndSaysSo() {
        NeighbourSearch search = by(Metric.EUCLIDEAN, FloatMatrix.zeros(3, 4));
        assertThatThrownBy(() -> search.nearest(FloatMatrix.zeros(1, 5), 1, SERIAL))
                .hasMessage("queries must have width 4, was 5");
        assertThatThrownBy(() -> search.nearest(FloatMatrix.zeros(1, 4), 0, SERIAL))
                .hasMessageStartingWith("m must be in [1, ")
                .hasMessageEndingWith("], was 0");
        assertThatThrownBy(() -> by(Metric.COSINE, FloatMatrix.zeros(0, 4)))
                .hasMessage("neighbour search needs at least one proxy, was 0");
        assertThatThrownBy(() -> by(Metric.MAHALANOBIS, FloatMatrix.zeros(3, 4)))
                .hasMessageStartingWith("mahalanobis needs a whitening");
    }

    @Test
    void answersNoQueryWithNothing() {
        assertThat(by(Metric.COSINE, FloatMatrix.zeros(3, 4))
                        .nearest(FloatMatrix.zeros(0, 4), 2, SERIAL)
                        .queries())
                .isZero();
    }

    static void same(Neighbours a, Neighbours b) {
        assertThat(a.m()).isEqualTo(b.m());
        assertThat(a.queries()).isEqualTo(b.queries());
        for (int i = 0; i < a.queries(); i++) {
            for (int j = 0; j < a.m(); j++) {
                assertThat(a.proxy(i, j)).as("query %d rank %d", i, j).isEqualTo(b.proxy(i, j));
                assertThat(a.value(i, j)).as("query %d rank %d", i, j).isEqualTo(b.value(i, j));
            }
        }
    }
}
