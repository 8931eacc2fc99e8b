package org.imprint.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.change.SweepChanges;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.vision.ridge.RidgeRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The arguments in the jobs, read as the command reads them, divide the sweep: every combination is in exactly one index of one
 * job.
 */
class PartitionTest {

    /**
     * The published generator lost the remainder: of these sweeps with 48 jobs 12 of 1,836 runs, 36 of 2,100, 24 of 360, 36 of 180,
     * 24 of 1,080, 12 of 540, and with 500 jobs all of the combined digits (k8s/imprinting_jobs_generator.py:181-185).
     */
    @ParameterizedTest
    @CsvSource({
        "figure-6, 48, 1836",
        "figure-6, 500, 1836",
        "section-5.2, 48, 2100",
        "section-5.2, 500, 2100",
        "section-5.2-kls, 48, 2100",
        "section-5.3-combidigits, 48, 360",
        "section-5.3-combidigits, 500, 360",
        "section-5.3-combidigits-kls, 48, 180",
        "section-5.3-combidigits-kls, 500, 180",
        "section-5.3-others, 48, 1080",
        "section-5.3-others-kls, 48, 540",
        "section-5.3-imagenet, 500, 36000",
    })
    void nothingOfThePapersSweepsIsLost(String name, int shards, int combinations) {
        SweepWork work = Sweeps.work(Sweeps.paper(name));
        for (OptionalInt maxJobs : List.of(OptionalInt.empty(), OptionalInt.of(3))) {
            ManifestSet set = Sweeps.manifests(work, shards, maxJobs, ClusterOptions.defaults());

            assertThat(done(set, work)).as(name + " in jobs of " + maxJobs).hasSize(combinations);
        }
    }

    @Test
    void everyGridIsDividedByAnyNumberOfShardsAndJobs() {
        qt().withExamples(150)
                .forAll(
                        integers().between(1, 3),
                        integers().between(1, 3),
                        integers().between(1, 8),
                        integers().between(1, 60))
                .checkAssert((backbones, dataSets, ks, shards) -> {
                    String text = grid(backbones, dataSets, ks, 1 + shards % 3);
                    SweepWork work = SweepWork.all(Path.of("grid.yaml"), text);
                    int maxJobs = 1 + (shards + ks) % (backbones * dataSets);
                    ManifestSet set =
                            Sweeps.manifests(work, shards, OptionalInt.of(maxJobs), ClusterOptions.defaults());

                    Sweep sweep = SweepFile.parse(Path.of("grid.yaml"), text).sweep();
                    assertThat(set.runs()).hasSize(maxJobs);
                    assertThat(done(set, work))
                            .containsExactlyInAnyOrderElementsOf(
                                    sweep.combinations().toList());
                });
    }

    @Test
    void aFilterOfTheUsersHoldsInEveryIndex() {
        SweepWork work = new SweepWork(
                "small.yaml",
                Sweeps.SMALL,
                new SweepChanges(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        CombinationFilter.parse(List.of("k=2,3", "dataset=MNIST")),
                        RidgeRule.standard()));

        ManifestSet set = Sweeps.manifests(work, 4, OptionalInt.empty(), ClusterOptions.defaults());

        assertThat(done(set, work))
                .hasSize(2 * 2 * 2)
                .allSatisfy(c -> assertThat(c.method().generator().k()).isBetween(2, 3));
    }

    private static String grid(int backbones, int dataSets, int ks, int seeds) {
        return """
                schema: 1
                sweep:
                  backbones: [%s]
                  datasets: [%s, [D0, D1]]
                  tasks: {all: [0, 1, 2], two: [0, 1]}
                  seeds: [%s]
                  norm: {pre: [none, l2], post: l2, inf: l2}
                  generators: [mean, {method: [kmeans, fps], k: [%s]}]
                  aggregations: [max, {method: mnn, distance: cosine, m: [1, 3], weighting: [uniform]}]
                """.formatted(
                        listed("b", backbones),
                        listed("D", dataSets),
                        listed("", seeds),
                        listed("", ks).replace("0", "9"));
    }

    private static String listed(String prefix, int n) {
        return IntStream.range(0, n).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }

    /** Returns what all indexes of all jobs do together, in whatever order; fails if something is done twice. */
    private static List<Combination> done(ManifestSet set, SweepWork work) {
        Sweep sweep = SweepFile.parse(Path.of(work.fileName()), work.content()).sweep();
        Map<List<String>, Plan> plans = new HashMap<>();
        List<Combination> all = new ArrayList<>();
        List<String> stores = new ArrayList<>();
        for (Job job : set.runs()) {
            Map<String, String> lists = lists(set, job);
            List<String> arguments =
                    job.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs();
            for (int i = 0; i < job.getSpec().getCompletions(); i++) {
                List<String> words = IndexedArguments.of(arguments, i, lists);
                Plan place = plans.computeIfAbsent(
                        values(words, "--filter"),
                        f -> Planner.plan(
                                sweep, CombinationFilter.parse(f), OptionalLong.empty(), DataShapes.unknown()));
                String[] shard = values(words, "--shard").get(0).split("/");
                Plan part = place.shard(Integer.parseInt(shard[0]), Integer.parseInt(shard[1]));
                assertThat(part.batches()).isNotEmpty();
                combinations(part).forEach(all::add);
                stores.addAll(values(words, "--store"));
            }
        }
        assertThat(all).doesNotHaveDuplicates();
        assertThat(stores).hasSize(set.shards()).doesNotHaveDuplicates();
        return all;
    }

    private static Stream<Combination> combinations(Plan plan) {
        return plan.batches().stream()
                .flatMap(b -> b.runs().stream())
                .flatMap(r -> Stream.concat(
                        Stream.of(r.combination()), r.folded().stream().map(f -> f.combination())));
    }

    private static Map<String, String> lists(ManifestSet set, Job job) {
        return set.configurations().stream()
                .filter(c -> c.getMetadata().getName().equals(job.getMetadata().getName()))
                .findFirst()
                .map(ConfigMap::getData)
                .orElse(Map.of());
    }

    private static List<String> values(List<String> words, String option) {
        return IntStream.range(0, words.size() - 1)
                .filter(i -> words.get(i).equals(option))
                .mapToObj(i -> words.get(i + 1))
                .toList();
    }
}
