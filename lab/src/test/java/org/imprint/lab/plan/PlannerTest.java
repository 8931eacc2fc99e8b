package org.imprint.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expected counts: the published grids counted with the rules that the published code implies, 405,060 combinations to 226,620
 * distinct ones; there kls with one cluster counts as drawing from the seed, which it does not.
 */
class PlannerTest {

    private static final Path PAPER = Path.of("..", "configs", "paper");

    private static Sweep paper(String name) {
        return SweepFile.read(PAPER.resolve(name)).sweep().with(Semantics.REFERENCE);
    }

    private static Sweep small(String text) {
        return SweepFile.parse(Path.of("small.yaml"), text).sweep();
    }

    private static final String HEAD = """
            schema: 1
            sweep:
              backbones: b
              datasets: D
              tasks: {three: [0, 1, 2]}
              seeds: [1, 2]
            """;

    @ParameterizedTest
    @CsvSource({
        "section-5.1-aggregation-focus.yaml, 283392, 121536",
        "section-5.1-aggregation-fixed.yaml, 41472, 29376",
        "section-5.2.yaml, 2100, 2100",
        "section-5.3-imagenet.yaml, 36000, 36000",
        "section-5.3-combidigits.yaml, 360, 360",
        "section-5.3-others.yaml, 1080, 1080",
    })
    void foldsThePublishedGridsToTheirDistinctRuns(String file, long combinations, long distinct) {
        Plan plan = Planner.plan(paper(file), DataShapes.unknown());
        assertThat(plan.combinations()).isEqualTo(combinations);
        assertThat(plan.distinct()).isEqualTo(distinct);
    }

    @Test
    void foldsTheWholePaperTo226620RunsAndTheSeedsOfKlsWithOneClusterBesides() {
        long combinations = 0;
        long distinct = 0;
        for (String name : List.of(
                "figure-6",
                "section-5.1-aggregation-fixed",
                "section-5.1-aggregation-fixed-kls",
                "section-5.1-aggregation-focus",
                "section-5.1-aggregation-focus-kls",
                "section-5.2",
                "section-5.2-kls",
                "section-5.3-imagenet",
                "section-5.3-imagenet-kls",
                "section-5.3-combidigits",
                "section-5.3-combidigits-kls",
                "section-5.3-others",
                "section-5.3-others-kls")) {
            Plan plan = Planner.plan(paper(name + ".yaml"), DataShapes.unknown());
            combinations += plan.combinations();
            distinct += plan.batches().stream()
                    .flatMap(b -> b.runs().stream())
                    .mapToLong(PlannerTest::distinctIfKlsDraws)
                    .sum();
        }
        assertThat(combinations).isEqualTo(405_060);
        assertThat(distinct).isEqualTo(226_620);
    }

    /** Counts the members of a run that the published count keeps apart: ls, and kls with one cluster by seed. */
    private static long distinctIfKlsDraws(DistinctRun run) {
        return members(run)
                .map(c -> c.method().generator().kind() == ClusteredLeastSquaresGenerator.KIND
                                && c.method().generator().k() == 1
                        ? "kls of seed " + c.seed()
                        : "")
                .distinct()
                .count();
    }

    private static Stream<Combination> members(DistinctRun run) {
        return Stream.concat(Stream.of(run.combination()), run.folded().stream().map(FoldedRun::combination));
    }

    @Test
    void tellsByWhichRuleEachCombinationFolds() {
        Sweep sweep = small(HEAD + """
                  generators: [mean, {method: kmeans, k: 2}]
                  aggregations:
                    - {method: max, distance: cosine}
                    - {method: mnn, distance: cosine, m: [1, 2, 3, 7, 40], weighting: [uniform, weighted_by_distance]}
                """);
        Plan plan = Planner.plan(sweep, DataShapes.unknown());
        Map<String, Set<FoldRule>> rules = new LinkedHashMap<>();
        plan.batches()
                .forEach(b ->
                        b.runs().forEach(r -> r.folded().forEach(f -> rules.put(name(f.combination()), f.rules()))));
        assertThat(rules)
                .containsEntry("mean 1 1-nn uniform", Set.of(FoldRule.NEAREST_ALONE))
                .containsEntry("mean 1 1-nn weighted_by_distance", Set.of(FoldRule.NEAREST_ALONE, FoldRule.ONE_VOTER))
                .containsEntry("mean 1 2-nn uniform", Set.of(FoldRule.NEAREST_ALONE, FoldRule.TWO_VOTERS))
                .containsEntry("mean 1 7-nn uniform", Set.of(FoldRule.ALL_VOTE))
                .containsEntry("mean 2 7-nn uniform", Set.of(FoldRule.ALL_VOTE, FoldRule.NO_DRAW))
                .containsEntry("kmeans 1 40-nn uniform", Set.of(FoldRule.ALL_VOTE))
                .doesNotContainKeys("kmeans 1 7-nn uniform", "kmeans 2 3-nn uniform", "mean 1 3-nn uniform");
        assertThat(plan.combinations()).isEqualTo(sweep.size());
    }

    private static String name(Combination c) {
        return c.method().generator().kind().wireName() + " " + c.seed() + " "
                + c.method().aggregation().voters().orElse(-1) + "-nn "
                + c.method().aggregation().weighting().wireName();
    }

    @Test
    void keepsTwoVotersApartInReferenceSemanticsWhereTheLowestClassWinsTies() {
        Sweep sweep = small(HEAD + """
                          generators: mean
                          aggregations: {method: mnn, distance: cosine, m: [1, 2]}
                        """).with(Semantics.REFERENCE);
        assertThat(Planner.plan(sweep, DataShapes.unknown()).distinct()).isEqualTo(2);
    }

    @Test
    void foldsWhatOnlyTheRowsOfClassesTell() {
        Sweep sweep = small(HEAD + """
                  generators: [all, {method: [kmeans, kmedoids, cov_max, random, fps], k: [2, 9]}]
                  aggregations: {method: mnn, distance: cosine, m: [3, 30]}
                """);
        PlaceShape shape = new PlaceShape(Map.of(0, 5, 1, 6, 2, 7), Map.of(0, 1, 1, 1, 2, 1), 4);
        Plan plan = Planner.plan(sweep, place -> Optional.of(shape));
        Map<FoldRule, Long> folded = plan.folded();
        // k = 9 exceeds every class: five methods, two m, two seeds each fold into "all"
        assertThat(folded.get(FoldRule.EVERY_ROW)).isEqualTo(20);
        assertThat(plan.batches().stream()
                        .filter(b -> b.stage().kind() == AllGenerator.KIND)
                        .mapToLong(Batch::combinations)
                        .sum())
                .isEqualTo(4 + 5 * 2 * 2);
        assertThat(Planner.plan(sweep, DataShapes.unknown()).distinct()).isGreaterThan(plan.distinct());
    }

    @Test
    void takesASeedThatIsListedTwiceOnce() {
        Grid grid =
                small(HEAD + "  generators: {method: kmeans, k: 2}\n").grids().get(0);
        Sweep sweep = new Sweep(Semantics.REFERENCE, List.of(new Grid(grid.data(), grid.methods(), List.of(5L, 5L))));
        Plan plan = Planner.plan(sweep, DataShapes.unknown());
        assertThat(plan.combinations()).isEqualTo(2);
        assertThat(plan.folded()).isEqualTo(Map.of(FoldRule.LISTED_TWICE, 1L));
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void putsTogetherWhatSharesTheStagesUpToGen(Semantics semantics) {
        Sweep sweep = small("""
                        schema: 1
                        sweep:
                          backbones: b
                          datasets: [D, E]
                          tasks: {three: [0, 1, 2], two: [2, 1]}
                          seeds: [1, 2]
                          norm: {pre: [none, l2], post: [none, l2, quantile], inf: l2}
                          generators: [mean, {method: [random, kmeans], k: [2, 3]}]
                        """).with(semantics);
        Plan plan = Planner.plan(sweep, DataShapes.unknown());
        // per place and pre: mean; random for two seeds and both k; k-means for two seeds and two k
        assertThat(plan.batches()).hasSize(2 * 2 * (1 + 2 + 4));
        assertThat(plan.batches().stream().map(Batch::name)).doesNotHaveDuplicates();
        List<String> places = plan.batches().stream()
                .map(b -> b.place().dataSets().get(0))
                .distinct()
                .toList();
        assertThat(plan.batches().stream().map(b -> b.place().dataSets().get(0)))
                .as("a place is left only when it is done")
                .isSortedAccordingTo((x, y) -> places.indexOf(x) - places.indexOf(y));
    }

    @Test
    void takesTheCombinationsThatAFilterLeaves() {
        Sweep sweep = paper("figure-6.yaml");
        CombinationFilter filter = CombinationFilter.parse(List.of("backbone=resnet18", "k=1,20", "dataset=MNIST"));
        Plan plan = Planner.plan(sweep, filter, OptionalLong.empty(), DataShapes.unknown());
        assertThat(plan.combinations())
                .isEqualTo(sweep.combinations().filter(filter::test).count())
                .isPositive();
        assertThat(Planner.plan(sweep, filter, OptionalLong.of(7), DataShapes.unknown())
                        .combinations())
                .isEqualTo(7);
    }

    @Test
    void refusesAGeneratorThatDoesNotExist() {
        Sweep sweep = SweepFile.parse(
                        Path.of("published.yaml"),
                        "{\n  \"backbones\": [\"resnet18\"],\n  \"datasets\": [[\"MNIST\"]],\n  \"task_splits\": {\"all\": [[0, 1]]},\n  \"seeds\": [1]\n}\n")
                .sweep();
        assertThatThrownBy(() -> Planner.plan(sweep, DataShapes.unknown()))
                .hasMessage("proxy_methods must be given: the published default names no method, was 'lmeans'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 48, 500})
    void dividesEveryPlanIntoShardsThatLoseAndRepeatNothing(int n) {
        for (String name : List.of("figure-6.yaml", "section-5.2.yaml", "section-5.3-combidigits.yaml")) {
            Plan plan = Planner.plan(paper(name), DataShapes.unknown());
            List<Plan> shards =
                    IntStream.range(0, n).mapToObj(i -> plan.shard(i, n)).toList();
            Set<Batch> together =
                    shards.stream().flatMap(s -> s.batches().stream()).collect(Collectors.toCollection(HashSet::new));
            assertThat(shards.stream().mapToLong(Plan::combinations).sum())
                    .as(name + " in " + n + " shards")
                    .isEqualTo(plan.combinations());
            assertThat(together).containsExactlyInAnyOrderElementsOf(plan.batches());
        }
    }

    @Test
    void givesShardsAboutTheSameCost() {
        PlaceShape shape = new PlaceShape(
                IntStream.range(0, 10).boxed().collect(Collectors.toMap(c -> c, c -> 6000)),
                IntStream.range(0, 10).boxed().collect(Collectors.toMap(c -> c, c -> 1000)),
                512);
        Plan plan = Planner.plan(paper("figure-6.yaml"), place -> Optional.of(shape));
        double all = CostModel.NOMINAL.seconds(plan.work());
        for (int i = 0; i < 8; i++) {
            assertThat(CostModel.NOMINAL.seconds(plan.shard(i, 8).work()) / (all / 8))
                    .isBetween(0.7, 1.3);
        }
    }
}
