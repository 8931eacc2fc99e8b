package org.imprint.study.analysis.median;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.imprint.core.Semantics;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.FarthestPointGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodOrder;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.study.analysis.PandasRuns;
import org.imprint.study.analysis.Runs;
import org.imprint.study.analysis.SeedCounts;
import org.imprint.study.analysis.method.Methods;
import org.junit.jupiter.api.Test;

class MediansTest {

    private static final DataChoice DATA = Runs.data("b", "D");

    private static Medians medians(Runs runs) {
        return Medians.of(runs.stream(), Semantics.CORRECTED);
    }

    @Test
    void theMedianOfOddAndEvenNumbersOfSeeds() {
        Medians medians = medians(new Runs().add(DATA, Runs.kMeans(1), 3, 1, 2).add(DATA, Runs.kMeans(2), 4, 1, 3, 2));
        assertThat(medians.accuracy(0, Runs.kMeans(1))).hasValue(2);
        assertThat(medians.accuracy(0, Runs.kMeans(2))).hasValue(2.5);
        assertThat(medians.accuracies(0, 1)).containsExactly(4, 1, 3, 2);
        assertThat(medians.accuracy(0, Runs.kMeans(3))).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void nothingDependsOnTheOrderOfRuns() {
        Runs runs = PandasRuns.runs();
        Medians one = medians(runs);
        Medians other = Medians.of(runs.reversed(), Semantics.CORRECTED);
        assertThat(other.groups()).isEqualTo(one.groups());
        assertThat(other.methods()).isEqualTo(one.methods()).isSortedAccordingTo(MethodOrder.METHOD);
        assertThat(other.counts()).isEqualTo(one.counts());
        for (int g = 0; g < one.groups().size(); g++) {
            assertThat(other.methodsIn(g)).isEqualTo(one.methodsIn(g));
            for (int m : one.methodsIn(g)) {
                assertThat(other.accuracies(g, m)).isEqualTo(one.accuracies(g, m));
            }
        }
    }

    @Test
    void theLastOfARepeatedRunCounts() {
        Combination once = new Combination(DATA, Runs.kMeans(1), 1);
        Medians medians = medians(new Runs()
                .failed(once, "killed")
                .add(once, 50, 1)
                .add(new Combination(DATA, Runs.kMeans(1), 2), 60, 1));
        assertThat(medians.accuracies(0, 0)).containsExactly(50, 60);
        assertThat(medians.errors(0, 0)).isEmpty();
        assertThat(medians.counts()).isEqualTo(new RunCounts(2, 0, 0, 1));
    }

    @Test
    void everyOutcomeIsCounted() {
        Combination first = new Combination(DATA, Runs.kMeans(1), 1);
        Combination second = new Combination(DATA, Runs.kMeans(1), 2);
        Medians medians = medians(new Runs()
                .add(first, 50, 1)
                .equal(second, first, 50)
                .failed(new Combination(DATA, Runs.kMeans(1), 3), "no memory"));
        assertThat(medians.counts()).isEqualTo(new RunCounts(1, 1, 1, 0));
        assertThat(medians.counts().scored()).isEqualTo(2);
        assertThat(medians.accuracies(0, 0)).containsExactly(50, 50);
        assertThat(medians.errors(0, 0)).containsExactly("no memory");
    }

    @Test
    void referenceSemanticsTakeThePublishedAccuracy() {
        // 1/3: 33.333333333333336 in double, (float) 100/3 widened.
        ClassCounts third = new ClassCounts(List.of(2, 1), List.of(0, 3), List.of(0, 1));
        Runs runs = new Runs().add(new Combination(DATA, Runs.kMeans(1), 1), third);
        assertThat(Medians.of(runs.stream(), Semantics.CORRECTED).accuracy(0, 0).orElseThrow())
                .isCloseTo(100 / 3.0, within(1e-9));
        assertThat(Medians.of(runs.stream(), Semantics.REFERENCE).accuracy(0, 0))
                .hasValue(33.33333206176758);
    }

    @Test
    void groupsOfOneNameAreToldApartByTheirClasses() {
        DataChoice other = new DataChoice(
                "b", List.of("D"), LabelMapping.none(), new TaskSplits("all", List.of(List.of(0, 1, 2))));
        DataChoice mapped = new DataChoice(
                "b",
                List.of("D", "E"),
                new LabelMapping("parity", Map.of(0, 1)),
                new TaskSplits("all", List.of(List.of(1))));
        Medians medians = medians(
                new Runs().add(other, Runs.MEAN, 5).add(DATA, Runs.MEAN, 6).add(mapped, Runs.MEAN, 7));
        assertThat(medians.groups())
                .extracting(Group::name)
                .containsExactly("b/D/all", "b/D/all#2", "b/D+E/parity/all");
        assertThat(medians.accuracy(medians.group(other).orElseThrow(), Runs.MEAN))
                .hasValue(5);
        assertThat(medians.accuracy(medians.group(DATA).orElseThrow(), Runs.MEAN))
                .hasValue(6);
    }

    @Test
    void groupsAreSortedByTheirNumbers() {
        Runs runs = new Runs();
        for (String name : List.of("map10-0", "map2-10", "map2-9")) {
            runs.add(
                    new DataChoice(
                            "b",
                            List.of("D"),
                            new LabelMapping(name, Map.of(0, 1)),
                            new TaskSplits("t", List.of(List.of(1)))),
                    Runs.MEAN,
                    5);
        }
        assertThat(medians(runs).groups())
                .extracting(Group::name)
                .containsExactly("b/D/map2-9/t", "b/D/map2-10/t", "b/D/map10-0/t");
    }

    @Test
    void seedsThatDifferFromTheUsualAreTold() {
        Method shots = Methods.withFewShot(Runs.kMeans(1), 10);
        Runs runs = new Runs()
                .add(DATA, Runs.kMeans(1), 1, 2, 3)
                .add(DATA, Runs.kMeans(2), 1, 2, 3)
                .add(DATA, Runs.kMeans(3), 1, 2)
                .add(DATA, shots, 1, 2, 3, 4, 5)
                .failed(new Combination(DATA, Runs.kMeans(4), 1), "no memory");
        SeedCounts seeds = SeedCounts.of(medians(runs));
        assertThat(seeds.usual()).isEqualTo(3);
        assertThat(seeds.usualFewShot()).isEqualTo(5);
        assertThat(seeds.unusual())
                .containsExactly(
                        new SeedCounts.Unusual("b/D/all", Runs.kMeans(3), 2, 0, ""),
                        new SeedCounts.Unusual("b/D/all", Runs.kMeans(4), 0, 1, "no memory"));
        assertThat(seeds.sentence())
                .isEqualTo(
                        "Medians are over 3 seeds, 5 of few-shot runs; 2 cells have another number or failed runs, such as"
                                + " b/D/all, k-means, k = 4; L2 · L2 · L2; max, inner product: 0, 1 failed.");
    }

    @Test
    void curvesFollowKAndShots() {
        Runs runs = new Runs()
                .add(DATA, Runs.kMeans(1), 70)
                .add(DATA, Runs.kMeans(5), 90)
                .add(DATA, Runs.kMeans(20), 90)
                .add(DATA, Methods.plain(new KMeansGenerator(2)), 99)
                .add(DATA, Runs.MEAN, 71)
                .add(DATA, Methods.normalized(new AllGenerator()), 88)
                .add(DATA, Methods.withFewShot(Runs.kMeans(1), 50), 60, 64, 62)
                .add(DATA, Methods.withFewShot(Runs.kMeans(1), 10), 50, 50, 50);
        Curves curves = Curves.of(medians(runs));
        assertThat(curves.overK(0, Runs.MEAN, KMeansGenerator.KIND)).isEqualTo(Map.of(1, 70.0, 5, 90.0, 20, 90.0));
        assertThat(curves.overK(0, Runs.MEAN))
                .containsOnlyKeys(KMeansGenerator.KIND, MeanGenerator.KIND, AllGenerator.KIND);
        assertThat(curves.bestK(0, Runs.MEAN, KMeansGenerator.KIND)).hasValue(5);
        assertThat(curves.bestK(0, Runs.MEAN, FarthestPointGenerator.KIND)).isEmpty();
        assertThat(curves.fewShot(0, Runs.kMeans(1)))
                .extracting(Curves.Shots::n)
                .containsExactly(10, 50);
        assertThat(curves.fewShot(0, Runs.kMeans(1)).get(1).median()).isEqualTo(62);
        // 2 / √3
        assertThat(curves.fewShot(0, Runs.kMeans(1)).get(1).spread().stderr())
                .isCloseTo(1.1547005383792515, within(1e-15));
        assertThat(curves.overGroups(Runs.MEAN)).isEqualTo(Map.of(0, 71.0));
    }

    @Test
    void runTimesAreMediansOfGroups() {
        Runs runs = new Runs();
        double[][] seconds = {{1, 2, 9}, {4, 4, 4}, {3, 5, 4}, {10, 20, 30}};
        for (int g = 0; g < seconds.length; g++) {
            for (int s = 0; s < 3; s++) {
                runs.add(new Combination(Runs.data("b" + g, "D"), Runs.kMeans(5), s), 50, seconds[g][s]);
                runs.add(new Combination(Runs.data("b" + g, "D"), Methods.withFewShot(Runs.kMeans(5), 3), s), 50, 1000);
                runs.add(new Combination(Runs.data("b" + g, "D"), Runs.MEAN, s), 50, 0);
            }
        }
        RunTimes times = RunTimes.of(medians(runs));
        assertThat(times.rows()).singleElement().satisfies(row -> {
            assertThat(row.generator()).isEqualTo(new KMeansGenerator(5));
            assertThat(row.medians()).containsExactly(2.0, 4.0, 4.0, 20.0);
            // numpy.quantile([2, 4, 4, 20], [.25, .5, .75]), NumPy 1.24.2: 3.5 4 8
            assertThat(row.quantile(0.25)).isEqualTo(3.5);
            assertThat(row.quantile(0.5)).isEqualTo(4);
            assertThat(row.quantile(0.75)).isEqualTo(8);
            assertThat(row.spread().mean()).isEqualTo(7.5);
        });
    }
}
