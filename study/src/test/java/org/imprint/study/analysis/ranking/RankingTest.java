package org.imprint.study.analysis.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.DataKey;
import org.imprint.lab.sweep.key.MethodKey;
import org.imprint.lab.sweep.key.SeedKey;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.AnalysisOptions;
import org.imprint.study.analysis.PandasRuns;
import org.imprint.study.analysis.Runs;
import org.imprint.study.analysis.median.Spread;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.MethodPair;
import org.imprint.study.stats.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {

    private static final List<MethodKey> KEYS = List.of(
            MethodKey.PRE,
            MethodKey.POST,
            MethodKey.INF,
            MethodKey.GENERATOR,
            MethodKey.K,
            MethodKey.AGGREGATION,
            MethodKey.DISTANCE,
            MethodKey.WEIGHTING,
            MethodKey.M);
    private static final Slice BY_K = Slice.by(Highlight.parse("k"));

    private static Ranking rank(Runs runs, Slice slice) {
        return Analysis.of(runs.stream(), AnalysisOptions.defaults().and(slice))
                .ranking(slice.name())
                .orElseThrow();
    }

    private static String key(Method method) {
        return KEYS.stream().map(key -> key.of(method)).collect(Collectors.joining(" "));
    }

    private static String key(JsonNode row) {
        return KEYS.stream().map(key -> row.get(key.wireName()).asText()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generators", "norms", "aggregations", "aggregations-kmeans-20"})
    void ranksAndSpreadsAreThoseOfPandas(String name) {
        Ranking ranking = Analysis.of(PandasRuns.runs().stream(), AnalysisOptions.defaults())
                .ranking(name)
                .orElseThrow();
        JsonNode expected = PandasRuns.expected().get(name);
        Map<String, Standing> found =
                ranking.standings().stream().collect(Collectors.toMap(s -> key(s.method()), Function.identity()));
        assertThat(found).hasSize(expected.get("rows").size());
        for (JsonNode row : expected.get("rows")) {
            Standing standing = found.get(key(row));
            assertSpread(standing.rank(), row, "rank");
            assertSpread(standing.accuracy(), row, "acc");
        }
        assertThat(ranking.standings())
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(a.rank().mean(), b.rank().mean()));
        List<String> best = new ArrayList<>();
        expected.get("best").forEach(row -> best.add(key(row)));
        assertThat(ranking.best()).extracting(s -> key(s.method())).containsExactlyElementsOf(best);
        assertThat(ranking.best().get(0).mark()).isEqualTo(Mark.OVERALL_BEST);
        assertThat(ranking.best().subList(1, best.size())).allMatch(s -> s.mark() == Mark.BEST_IN_GROUP);
        assertThat(ranking.groups()).hasSize(8).startsWith("b1/D1/all", "b1/D1/even");
    }

    private static void assertSpread(Spread spread, JsonNode row, String what) {
        assertThat(spread.n()).isEqualTo(row.get("n").asInt());
        assertThat(spread.mean()).isCloseTo(row.get(what + "_mean").asDouble(), within(1e-12));
        assertThat(spread.std()).isCloseTo(row.get(what + "_std").asDouble(), within(1e-11));
        assertThat(spread.stderr()).isCloseTo(row.get(what + "_sem").asDouble(), within(1e-11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generators", "norms", "aggregations", "aggregations-kmeans-20"})
    void statisticsOfTheBestAreThoseOfSciPy(String name) {
        Comparison comparison = Analysis.of(PandasRuns.runs().stream(), AnalysisOptions.defaults())
                .ranking(name)
                .flatMap(Ranking::comparison)
                .orElseThrow();
        JsonNode expected = PandasRuns.expected().get(name);
        assertThat(comparison.friedman().orElseThrow().statistic())
                .isCloseTo(expected.get("friedman").asDouble(), within(1e-11));
        assertThat(comparison.friedman().orElseThrow().p())
                .isCloseTo(expected.get("friedman_p").asDouble(), within(1e-14));
        assertThat(comparison.pairs().get(0).p())
                .isCloseTo(expected.get("smallest_p").asDouble(), within(1e-15));
    }

    @Test
    void tiesShareTheMeanOfTheirRanks() {
        // Group by group: 20 30 30 -> 3 1.5 1.5;  10 10 10 -> 2 2 2;  9 8 7 -> 1 2 3.
        Runs runs = new Runs();
        double[][] accuracies = {{20, 30, 30}, {10, 10, 10}, {9, 8, 7}};
        for (int g = 0; g < 3; g++) {
            for (int k = 1; k <= 3; k++) {
                runs.add(Runs.data("b" + g, "D"), Runs.kMeans(k), accuracies[g][k - 1]);
            }
        }
        Ranking ranking = rank(runs, BY_K);
        assertThat(ranking.standings()).extracting(Standing::value).containsExactly("2", "1", "3");
        assertThat(ranking.standings()).extracting(s -> s.rank().mean()).containsExactly(5.5 / 3, 2.0, 6.5 / 3);
        // statistics.stdev([1.5, 2, 2]), Python 3.11
        assertThat(ranking.standings().get(0).rank().std()).isCloseTo(0.28867513459481287, within(1e-15));
        assertThat(ranking.coverage()).isEqualTo("3 configurations ranked in each of 3 groups. No score is missing.");
    }

    @Test
    void twoMiddlesOfEqualSumAreATie() {
        // (70.0 + 70.16) / 2 and (70.04 + 70.12) / 2 differ by one bit.
        Runs runs = new Runs()
                .add(Runs.data("b", "D"), Runs.kMeans(1), 70.0, 70.16)
                .add(Runs.data("b", "D"), Runs.kMeans(2), 70.04, 70.12);
        assertThat((70.0 + 70.16) / 2).isNotEqualTo((70.04 + 70.12) / 2);
        assertThat(rank(runs, BY_K).standings()).allMatch(s -> s.rank().mean() == 1.5);
    }

    @Test
    void oneFailedRunCostsOneConfiguration() {
        Runs runs = new Runs();
        for (int g = 0; g < 4; g++) {
            for (int k = 1; k <= 6; k++) {
                if (g == 2 && k == 5) {
                    runs.failed(new Combination(Runs.data("b2", "D"), Runs.kMeans(5), 1), "out of memory");
                } else {
                    runs.add(Runs.data("b" + g, "D"), Runs.kMeans(k), 50 + k);
                }
            }
        }
        Ranking ranking = rank(runs, BY_K);
        assertThat(ranking.standings()).extracting(Standing::value).containsExactly("6", "4", "3", "2", "1");
        assertThat(ranking.groups()).hasSize(4);
        assertThat(ranking.leftOutConfigurations())
                .containsExactly(new LeftOut(
                        "kmeans k=5, norm l2/l2/l2, max inner_product",
                        "k-means, k = 5; L2 · L2 · L2; max, inner product",
                        1,
                        4));
        assertThat(ranking.coverage())
                .isEqualTo("5 configurations ranked in each of 4 groups. 1 score is missing; left out: 1 configuration"
                        + " (k-means, k = 5; L2 · L2 · L2; max, inner product, which lacks 1 of 4).");
    }

    @Test
    void aGroupThatWasHardlyBegunCostsItself() {
        Runs runs = new Runs();
        for (int g = 0; g < 3; g++) {
            for (int k = 1; k <= 4; k++) {
                runs.add(Runs.data("b" + g, "D"), Runs.kMeans(k), 50 + k);
            }
        }
        runs.add(Runs.data("begun", "D"), Runs.kMeans(1), 99);
        Ranking ranking = rank(runs, BY_K);
        assertThat(ranking.groups()).containsExactly("b0/D/all", "b1/D/all", "b2/D/all");
        assertThat(ranking.standings()).hasSize(4);
        assertThat(ranking.leftOutGroups()).containsExactly(new LeftOut("begun/D/all", "begun/D/all", 3, 4));
    }

    @Test
    void theUserMayChooseWhatIsLeftOut() {
        Runs runs = new Runs();
        for (int g = 0; g < 3; g++) {
            for (int k = 1; k <= 3; k++) {
                if (g != 0 || k != 1) {
                    runs.add(Runs.data("b" + g, "D"), Runs.kMeans(k), 50 + k);
                }
            }
        }
        AnalysisOptions options = AnalysisOptions.defaults().and(BY_K);
        Ranking groups = Analysis.of(runs.stream(), options.withGaps(Gaps.DROP_GROUPS))
                .ranking("by-k")
                .orElseThrow();
        Ranking configurations = Analysis.of(runs.stream(), options.withGaps(Gaps.DROP_CONFIGURATIONS))
                .ranking("by-k")
                .orElseThrow();
        assertThat(groups.groups()).containsExactly("b1/D/all", "b2/D/all");
        assertThat(groups.standings()).hasSize(3);
        assertThat(configurations.groups()).hasSize(3);
        assertThat(configurations.standings()).extracting(Standing::value).containsExactly("3", "2");
    }

    @Test
    void groupsThatShareNothingLeaveAnAnswerOrASentence() {
        Runs runs =
                new Runs().add(Runs.data("a", "D"), Runs.kMeans(1), 50).add(Runs.data("b", "D"), Runs.kMeans(2), 60);
        Ranking ranking = rank(runs, BY_K);
        assertThat(ranking.missing()).isEqualTo(2);
        assertThat(ranking.comparison().map(c -> c.verdict().kind())).contains(Verdict.Kind.UNTESTABLE);
        AnalysisOptions strict = AnalysisOptions.defaults().and(BY_K).withGaps(Gaps.DROP_GROUPS);
        Ranking none = Analysis.of(runs.stream(), strict).ranking("by-k").orElseThrow();
        assertThat(none.standings()).isEmpty();
        assertThat(none.comparison()).isEmpty();
        assertThat(none.whyNoComparison()).isEqualTo("There are no scores, so there is nothing to compare.");
        assertThat(none.coverage())
                .isEqualTo("No group has scores of these configurations. 2 scores are missing; left out: 2 groups"
                        + " (such as a/D/all, which lacks 1 of 2).");
    }

    @Test
    void noRunsAtAllAreASentence() {
        Analysis analysis = Analysis.of(new Runs().stream(), AnalysisOptions.defaults());
        assertThat(analysis.rankings()).hasSize(5).allSatisfy(ranking -> {
            assertThat(ranking.standings()).isEmpty();
            assertThat(ranking.coverage()).isEqualTo("No group has scores of these configurations.");
        });
        assertThat(analysis.seeds().sentence()).isEqualTo("No cell has scores.");
        assertThat(analysis.runTimes().rows()).isEmpty();
    }

    @Test
    void twoMethodsOneGroupAndIdenticalMethodsAreAnswered() {
        Runs two = new Runs();
        Runs identical = new Runs();
        for (int g = 0; g < 8; g++) {
            DataChoice data = Runs.data("b" + g, "D");
            two.add(data, Runs.kMeans(1), 50 + g).add(data, Runs.kMeans(2), 51 + 2 * g);
            identical.add(data, Runs.kMeans(1), 50 + g).add(data, Runs.kMeans(2), 50 + g);
        }
        Comparison ofTwo = rank(two, BY_K).comparison().orElseThrow();
        assertThat(ofTwo.friedman()).isEmpty();
        // 2 · 0.5⁸: all eight differences have one sign.
        assertThat(ofTwo.pairs()).extracting(MethodPair::p).containsExactly(0.0078125);
        assertThat(ofTwo.pairs().get(0).signedRank().orElseThrow().rankBiserial())
                .isEqualTo(1);
        assertThat(rank(identical, BY_K).comparison().orElseThrow().verdict().sentence())
                .isEqualTo("Both methods have the same score on every block: they cannot be told apart.");
        Runs one = new Runs().add(Runs.data("b", "D"), Runs.kMeans(1), 5).add(Runs.data("b", "D"), Runs.kMeans(2), 6);
        assertThat(rank(one, BY_K).comparison().orElseThrow().verdict().sentence())
                .isEqualTo("There is one block; its scores give an order, but no test can tell methods apart by it.");
    }

    @Test
    void tooManyValuesAreNotComparedPairByPair() {
        Runs runs = new Runs();
        for (int k = 1; k <= 101; k++) {
            runs.add(Runs.data("b", "D"), Runs.kMeans(k), k / 2.0).add(Runs.data("c", "D"), Runs.kMeans(k), k / 3.0);
        }
        Ranking ranking = rank(runs, BY_K);
        assertThat(ranking.best()).hasSize(101);
        assertThat(ranking.comparison()).isEmpty();
        assertThat(ranking.whyNoComparison())
                .isEqualTo(
                        "There are 101 values of k; comparing all pairs of more than 100 would tell hardly any apart.");
    }

    @Test
    void aSliceOfOneDataSetTakesItsGroupsOnly() {
        Runs runs = new Runs().add(Runs.data("b", "D"), Runs.kMeans(1), 5).add(Runs.data("b", "E"), Runs.kMeans(1), 6);
        Slice slice = new Slice("d", "D", CombinationFilter.of(DataKey.DATASET, "D"), Highlight.parse("generator+k"));
        Ranking ranking = rank(runs, slice);
        assertThat(ranking.groups()).containsExactly("b/D/all");
        assertThat(ranking.standings()).extracting(Standing::value).containsExactly("kmeans k=1");
    }

    @Test
    void aSliceHasAFileNameAndTakesAllSeeds() {
        assertThatThrownBy(() -> new Slice("../x", "", CombinationFilter.everything(), Highlight.NORM))
                .hasMessage("name of a table must be of lower-case letters, digits and -, was '../x'");
        assertThatThrownBy(() -> new Slice("x", "", CombinationFilter.of(SeedKey.SEED, "1"), Highlight.NORM))
                .hasMessage("a table must take all seeds (choose seeds for the whole analysis), was 'seed=1'");
    }
}
