package org.imprint.lab.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.SweepException;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSchemaTest {

    private static final String LEAST = """
            schema: 1
            sweep:
              backbones: [resnet18]
              datasets: [MNIST]
              tasks: {all: [0, 1]}
              generators: [mean]
            """;

    private static final String EVERY_KEY = """
            schema: 1
            sweep:
              semantics: reference
              backbones: swin_b
              datasets: [[MNIST, USPS]]
              label_remappings: {pairs: {0: [0, 10], 1: [1, 11]}}
              tasks: {steps: [[0], [1]]}
              seeds: 7
              norm: {pre: l2, post: quantile, inf: l2}
              presampling: {weibull: [0, 0.9], few_shot: 20}
              paired: [[norm.pre, norm.inf]]
              grids:
                - generators: {method: kmeans, k: 5}
                  aggregations: {method: mnn, distance: cosine, weighting: weighted_by_distance, m: 3}
            run:
              workers: 3
              memory: 4GiB
              output: results
            """;

    @Test
    void defaults() {
        SweepFile file = read(LEAST);

        assertThat(file.run()).isEqualTo(RunSettings.none());
        assertThat(file.sweep().semantics()).isEqualTo(Semantics.CORRECTED);
        assertThat(file.sweep().combinations())
                .containsExactly(new Combination(
                        new DataChoice(
                                "resnet18",
                                List.of("MNIST"),
                                LabelMapping.none(),
                                new TaskSplits("all", List.of(List.of(0, 1)))),
                        new Method(
                                new NoNorm(),
                                new NoNorm(),
                                new NoNorm(),
                                new KeepAll(),
                                new MeanGenerator(),
                                new MaxInnerProduct()),
                        17121997));
    }

    @Test
    void everyKeyIsMapped() {
        SweepFile file = read(EVERY_KEY);

        assertThat(file.run())
                .isEqualTo(new RunSettings(OptionalInt.of(3), OptionalLong.of(4L << 30), Optional.of("results")));
        assertThat(file.sweep().semantics()).isEqualTo(Semantics.REFERENCE);
        assertThat(file.sweep().combinations())
                .containsExactly(new Combination(
                        new DataChoice(
                                "swin_b",
                                List.of("MNIST", "USPS"),
                                new LabelMapping("pairs", java.util.Map.of(0, 0, 10, 0, 1, 1, 11, 1)),
                                new TaskSplits("steps", List.of(List.of(0), List.of(1)))),
                        new Method(
                                new L2Norm(),
                                new QuantileNorm(),
                                new L2Norm(),
                                Presampling.of(Optional.of(WirePresampling.band(0L, 0.9)), OptionalInt.of(20)),
                                new KMeansGenerator(5),
                                new NearestVote(3, Metric.COSINE, Weighting.INVERSE_DISTANCE)),
                        7));
    }

    /** Sees to it that a key added to the schema is added to {@link #everyKeyIsMapped()}. */
    @Test
    void everyKeyOfTheSchemaIsInTheExample() {
        Stream<String> keys = Stream.of(
                        OwnReader.KEYS,
                        OwnReader.RUN_KEYS,
                        List.of(OwnReader.GRIDS, OwnReader.SEMANTICS),
                        OwnGridReader.KEYS,
                        OwnGridReader.NORM_KEYS,
                        OwnMethods.GENERATOR_KEYS,
                        OwnMethods.AGGREGATION_KEYS,
                        OwnMethods.PRESAMPLING_KEYS)
                .flatMap(List::stream);

        assertThat(keys).allSatisfy(key -> assertThat(EVERY_KEY).containsPattern("[ {]" + key + ":|(?m)^" + key + ":"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task_splits: {}   | sweep.task_splits (line 7): is a key of the published files; here it is 'sweep.tasks'",
                "proxy_methods: [] | sweep.proxy_methods (line 7): is a key of the published files; here it is"
                        + " 'sweep.generators[].method'",
                "ks: [1]           | sweep.ks (line 7): is a key of the published files; here it is 'sweep.generators[].k'",
                "normalize_input_data: l2 | sweep.normalize_input_data (line 7): is a key of the published files; here it is"
                        + " 'sweep.norm.inf'",
                "lambda: 0.1       | sweep.lambda (line 7): is no key of a sweep: the ridge belongs to the backbone, whose"
                        + " card or --lambda has it",
            })
    void retiredKeysAreRefused(String line, String problem) {
        assertProblems(LEAST + "  " + line + "\n", problem);
    }

    @Test
    void tellsAllProblemsAtOnceWithPlaceLegalValuesAndWhatWasMeant() {
        assertProblems(
                """
                schema: 2
                sweep:
                  semantic: reference
                  backbones: []
                  datasets: [MNIST, ../up]
                  tasks: {all: [0, 0], none: [[]]}
                  seeds: [1, -5]
                  norm: {pre: [quantile], past: l2}
                  presampling: [{weibull: [0.9, 0.1]}]
                  generators: [{method: kmean, k: 1}, {method: kmeans, k: [1, 5, 0]}, {method: mean, k: 2}, kls]
                  aggregations: [{method: max, m: 3}, {method: mnn, distance: inner_product}]
                run: {workers: 0, memory: 4 GB, thread: 2}
                """,
                "schema (line 1): must be 1, was 2",
                "run.thread (line 12): unknown key; there are workers, memory, output",
                "run.workers (line 12): must be in [1, 1024], was 0",
                "run.memory (line 12): must be a size such as 512MiB or 4GiB, was '4 GB'",
                "sweep.semantic (line 3): unknown key; did you mean semantics?",
                "sweep.backbones (line 4): must be a list of values, was an empty list",
                "sweep.datasets[1] (line 5): must be the name of a data set of letters, digits, '.', '-' and '_', was '../up'",
                "sweep.tasks.all[1] (line 6): a task must have each label once, twice there: 0",
                "sweep.tasks.none[0] (line 6): must be a list of labels, was an empty list",
                "sweep.seeds[1] (line 7): must be an integer in [0, 4294967295], was -5",
                "sweep.norm.past (line 8): unknown key; did you mean post?",
                "sweep.norm.pre[0] (line 8): must be one of none, l2, was 'quantile'",
                "sweep.presampling[0].weibull (line 9): must be two quantiles [low, high] with 0 <= low < high <= 1, was"
                        + " [0.9, 0.1]",
                "sweep.generators[0].method (line 10): must be one of kmeans, kmedoids, mean, ls, kls, cov_max, random, fps,"
                        + " all, none, was 'kmean'; did you mean kmeans?",
                "sweep.generators[1].k[2] (line 10): must be in [1, 10000], was 0",
                "sweep.generators[2].k (line 10): mean has no k",
                "sweep.generators[3] (line 10): kls needs k, as in {method: kls, k: [1, 20]}",
                "sweep.aggregations[0].m (line 11): belongs to mnn; with max one proxy decides",
                "sweep.aggregations[1].distance (line 11): must be one of cosine, euclidean, manhattan, chebyshev,"
                        + " mahalanobis, was 'inner_product'",
                "sweep.aggregations[1] (line 11): m is required");
    }

    @Test
    void tellsWhatIsMissing() {
        assertProblems("schema: 1\n", "file (line 1): sweep is required");
        assertProblems(
                "sweep: {backbones: a}\n",
                "file (line 1): schema is required; this version reads schema: 1",
                "sweep (line 1): datasets is required",
                "sweep (line 1): tasks is required",
                "sweep (line 1): generators is required");
    }

    @Test
    void pairedAxesGoInStep() {
        Sweep sweep = read(LEAST + """
                          norm: {pre: [none, none, l2], inf: [none, l2, l2], post: [none, l2]}
                          paired: [[norm.pre, norm.inf]]
                        """.indent(1).replace("   ", "  ")).sweep();

        assertThat(sweep.combinations()
                        .map(Combination::method)
                        .map(m -> m.pre().wireName() + " " + m.inf().wireName() + " "
                                + m.post().wireName()))
                .containsExactly(
                        "none none none", "none none l2", "none l2 none", "none l2 l2", "l2 l2 none", "l2 l2 l2");
    }

    @Test
    void pairedAxesMayCrossDataMethodsAndSeeds() {
        Sweep sweep = read("""
                schema: 1
                sweep:
                  backbones: [a, b]
                  datasets: MNIST
                  tasks: {all: [0, 1]}
                  seeds: [1, 2]
                  generators: [mean, {method: kmeans, k: [2, 3]}]
                  paired: [[backbones, seeds, generators]]
                """).sweep();

        assertThat(sweep.size()).isEqualTo(3);
        assertThat(sweep.combinations()
                        .map(c -> c.data().backbone() + " " + c.seed() + " "
                                + c.method().generator().k()))
                .containsExactly("a 1 1", "b 2 2", "b 2 3");
    }

    @Test
    void pairedAxesOfDifferentLengthAreRefused() {
        assertProblems(
                LEAST + "  norm: {pre: [none, l2], inf: [l2]}\n  paired: [[norm.pre, norm.inf], [seeds]]\n",
                "sweep.paired[1] (line 8): at least two axes must be paired, was 1",
                "sweep.paired (line 8): axes that are paired must have equally many entries, norm.pre has 2, norm.inf has 1");
    }

    @Test
    void gridsAreConcatenatedAndTakeWhatTheyLeaveOutFromAbove() {
        Sweep sweep = read("""
                schema: 1
                sweep:
                  backbones: [a]
                  datasets: MNIST
                  tasks: {all: [0, 1]}
                  seeds: [1, 2]
                  grids:
                    - generators: mean
                    - {generators: ls, backbones: b}
                    - {generators: all, seeds: 3}
                """).sweep();

        assertThat(sweep.combinations()
                        .map(c -> c.data().backbone() + " "
                                + c.method().generator().kind().wireName() + " " + c.seed()))
                .containsExactly("a mean 1", "a mean 2", "b ls 1", "b ls 2", "a all 3");
    }

    @Test
    void whatTwoGridsShareIsRunOnce() {
        Sweep sweep = read("""
                schema: 1
                sweep:
                  backbones: [a]
                  datasets: MNIST
                  tasks: {all: [0, 1]}
                  grids:
                    - {generators: [mean, ls], seeds: [1, 2]}
                    - {generators: [ls, all], seeds: [2, 3]}
                """).sweep();
        Set<Combination> distinct = sweep.combinations().collect(Collectors.toSet());

        assertThat(sweep.grids().stream().mapToLong(Grid::size).sum()).isEqualTo(8);
        assertThat(sweep.size()).isEqualTo(7).isEqualTo(distinct.size());
    }

    @Test
    void valuesGivenTwiceAreRefused() {
        assertProblems(
                LEAST.replace("[mean]", "[{method: kmeans, k: [1, 5]}, {method: [kmeans, fps], k: 5}]")
                        + "  seeds: [1, 1]\n",
                "sweep.seeds[1] (line 7): gives again what the axis has already: 1",
                "sweep.generators[1] (line 6): gives again what the axis has already: a mapping");
        assertProblems(LEAST + "  seeds: 1\n  seeds: 2\n", "sweep.seeds (line 8): is given twice");
    }

    @Test
    void someRandomMappingsCanBeAskedFor() {
        Sweep sweep = read(LEAST
                        + "  label_remappings: {none: {}, random_imagenet: {classes_per_label: [2], draws: [0, 9]}}\n")
                .sweep();

        assertThat(sweep.combinations().map(c -> c.data().mapping().name()))
                .containsExactly("none", "map2-0", "map2-9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# ours\n\n{\n  \"schema\": 2, \"sweep\": {}}",
                "{schema: 2}",
                "  schema: 2",
                "sweep: {}\nschema: 2"
            })
    void ourFilesAreKnownByTheirKeysInAnyStyle(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("must be 1, was 2");
    }

    @Test
    void aPublishedFileMayUseOurKeysAsNames() {
        assertThat(read("{\n \"proxy_methods\": [\"mean\"],\n \"task_splits\": {\n  \"run\": [[0]],\n }\n}")
                        .sweep()
                        .combinations()
                        .map(c -> c.data().task().name()))
                .containsOnly("run");
    }

    /** By hand: 2 backbones, 2 data sets, 2 remappings, 2 tasks, 3 seeds; 9 norms, 4 presamplings; 6 x 3 and 1 x 4 methods. */
    @Test
    void theExampleOfTheDocumentationIsRead() throws IOException {
        String readme = Files.readString(Path.of("../configs/README.md"));
        int from = readme.indexOf("```yaml\n") + 8;
        Sweep sweep = read(readme.substring(from, readme.indexOf("```", from))).sweep();

        assertThat(sweep.size()).isEqualTo(2 * 2 * 2 * 2 * 3 * 9 * 4 * (6 * 3 + 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Off", "NO"})
    void namesThatSomeReadersTakeForTruthValuesNeedQuotes(String name) {
        assertProblems(
                LEAST.replace("resnet18", name),
                "sweep.backbones[0] (line 3): must be in quotes: some readers of YAML take " + name
                        + " for a truth value");
        assertThat(read(LEAST.replace("resnet18", "'" + name + "'")).sweep().size())
                .isEqualTo(1);
    }

    @Test
    void integersAreWrittenPlainly() {
        assertProblems(
                LEAST.replace("[0, 1]", "[1_000, 0x10, 010, 1.0, '5']"),
                Stream.of("'1_000'", "0x10", "010", "1.0", "'5'")
                        .map(was -> "must be a label, an integer >= 0, was " + was)
                        .toArray(String[]::new));
    }

    private static SweepFile read(String text) {
        return SweepFile.parse(Path.of("sweep.yaml"), text);
    }

    private static void assertProblems(String text, String... problems) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SweepException.class)
                .message()
                .startsWith("sweep.yaml has " + problems.length + " problem(s):\n")
                .contains(problems);
    }
}
