package org.imprint.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.junit.jupiter.api.Test;

class SweepTest {

    @Test
    void aGridIsAProductWhoseSeedChangesFastest() {
        Grid grid = grid(2, 3, 1, 2);

        assertThat(grid.size()).isEqualTo(12);
        assertThat(grid.combinations().map(SweepTest::place))
                .startsWith("b0 k1 s1", "b0 k1 s2", "b0 k2 s1")
                .endsWith("b1 k3 s1", "b1 k3 s2")
                .doesNotHaveDuplicates();
    }

    @Test
    void aGridAnswersByPlaceAsItDoesInOrder() {
        Grid grid = grid(3, 2, 5, 7, 9);

        assertThat(LongStream.range(0, grid.size()).mapToObj(grid::get))
                .containsExactlyElementsOf(grid.combinations().toList());
        assertThatThrownBy(() -> grid.get(18)).hasMessage("combination must be in [0, 18), was 18");
        assertThatThrownBy(() -> grid.get(-1)).hasMessage("combination must be in [0, 18), was -1");
    }

    @Test
    void aGridOfManyCombinationsIsNotMadeToBeCounted() {
        List<Long> seeds = LongStream.range(0, 100_000).boxed().toList();
        Grid grid = new Grid(data(1000), methods(1000), seeds);

        assertThat(grid.size()).isEqualTo(100_000_000_000L);
        assertThat(place(grid.get(grid.size() - 1))).isEqualTo("b999 k1000 s99999");
        assertThat(new Sweep(Semantics.CORRECTED, List.of(grid)).combinations().findFirst())
                .contains(grid.get(0));
    }

    @Test
    void aSweepLeavesOutWhatAnEarlierGridHas() {
        Sweep sweep = new Sweep(Semantics.CORRECTED, List.of(grid(1, 2, 1, 2), grid(2, 1, 2, 3), grid(1, 2, 1, 3)));

        assertThat(sweep.combinations().map(SweepTest::place))
                .containsExactly(
                        "b0 k1 s1", "b0 k1 s2", "b0 k2 s1", "b0 k2 s2", "b0 k1 s3", "b1 k1 s2", "b1 k1 s3", "b0 k2 s3");
        assertThat(sweep.size()).isEqualTo(8);
        assertThat(sweep.publishedIds())
                .containsExactlyElementsOf(
                        sweep.combinations().map(Combination::publishedId).toList());
    }

    /** As the published code does with a seed that is listed twice. */
    @Test
    void aSweepKeepsWhatOneGridHasTwice() {
        assertThat(new Sweep(Semantics.CORRECTED, List.of(grid(1, 1, 5, 5))).size())
                .isEqualTo(2);
    }

    @Test
    void otherSemanticsKeepTheGrids() {
        Sweep sweep = new Sweep(Semantics.CORRECTED, List.of(grid(1, 1, 1)));

        assertThat(sweep.with(Semantics.REFERENCE)).isEqualTo(new Sweep(Semantics.REFERENCE, sweep.grids()));
    }

    @Test
    void seedsAreThoseOfNumPy() {
        Combination c = grid(1, 1, 4294967295L).get(0);

        assertThatThrownBy(() -> new Combination(c.data(), c.method(), 4294967296L))
                .hasMessage("seed must be in [0, 4294967295], was 4294967296");
        assertThatThrownBy(() -> new Combination(c.data(), c.method(), -1))
                .hasMessage("seed must be in [0, 4294967295], was -1");
    }

    private static Grid grid(int backbones, int ks, long... seeds) {
        return new Grid(
                data(backbones), methods(ks), LongStream.of(seeds).boxed().toList());
    }

    private static List<DataChoice> data(int backbones) {
        return IntStream.range(0, backbones)
                .mapToObj(b -> new DataChoice(
                        "b" + b, List.of("D"), LabelMapping.none(), new TaskSplits("t", List.of(List.of(0, 1)))))
                .toList();
    }

    private static List<Method> methods(int ks) {
        return IntStream.rangeClosed(1, ks)
                .mapToObj(k -> new Method(
                        new NoNorm(),
                        new NoNorm(),
                        new NoNorm(),
                        new KeepAll(),
                        new KMeansGenerator(k),
                        new NearestProxy(Metric.COSINE)))
                .toList();
    }

    private static String place(Combination c) {
        return c.data().backbone() + " k" + c.method().generator().k() + " s" + c.seed();
    }
}
