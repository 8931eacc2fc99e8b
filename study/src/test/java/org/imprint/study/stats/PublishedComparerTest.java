package org.imprint.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.imprint.core.Semantics;
import org.imprint.study.stats.significance.Friedman;
import org.imprint.study.stats.significance.SignedRank;
import org.imprint.study.stats.significance.SignedRankMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published diagrams, number by number; origin of the numbers: {@link Tables#FIXTURES}. */
class PublishedComparerTest {

    private static final ComparisonOptions REFERENCE =
            ComparisonOptions.defaults().withSemantics(Semantics.REFERENCE);

    static Stream<String> names() {
        return StreamSupport.stream(Tables.FIXTURES.spliterator(), false)
                .map(one -> one.get("name").asText());
    }

    /** rtol 1e-9, atol 1e-14: the fixture's own tolerance. */
    private static Offset<Double> tolerance(double expected) {
        return within(1e-14 + 1e-9 * Math.abs(expected));
    }

    private static void close(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), tolerance(expected.asDouble()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void signedRanksAreThoseOfScipy(String name) {
        JsonNode fixture = Tables.fixture(name);
        Map<String, double[]> columns = Tables.columns(fixture);
        for (JsonNode pair : fixture.get("pairwise")) {
            if (pair.has("identical")) {
                continue;
            }
            SignedRank test = SignedRank.of(
                    SignedRank.differences(
                            columns.get(pair.get("a").asText()),
                            columns.get(pair.get("b").asText())),
                    SignedRankMethod.AUTO);
            assertThat(test.exact()).isEqualTo(pair.get("method").asText().equals("exact"));
            assertThat(test.wPlus()).isEqualTo(pair.get("r_plus").asDouble());
            assertThat(test.wMinus()).isEqualTo(pair.get("r_minus").asDouble());
            assertThat(test.zeros()).isEqualTo(pair.get("n_zero").asInt());
            close(test.p(), pair.get("pvalue"));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void friedmanIsThatOfThePublishedDiagram(String name) {
        JsonNode fixture = Tables.fixture(name);
        Friedman test = Comparison.of(Tables.of(Tables.columns(fixture)), REFERENCE)
                .friedman()
                .orElseThrow();
        close(test.statistic(), fixture.get("friedman").get("statistic"));
        close(test.p(), fixture.get("friedman").get("pvalue"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void diagramsAreThePublishedOnes(String name) {
        JsonNode fixture = Tables.fixture(name);
        Comparison comparison = Comparison.of(
                Tables.of(Tables.columns(fixture)),
                REFERENCE.withAlpha(fixture.get("alpha").asDouble()));
        if (fixture.get("exits").asBoolean()) {
            assertThat(comparison.verdict().kind()).isEqualTo(Verdict.Kind.PUBLISHED_CODE_STOPS);
            assertThat(comparison.pairs()).isEmpty();
            return;
        }
        assertThat(comparison.verdict().kind()).isEqualTo(Verdict.Kind.PAIRS_TESTED);
        JsonNode ranks = fixture.get("average_ranks_sorted");
        assertThat(comparison.methods()).hasSize(ranks.size());
        for (int i = 0; i < ranks.size(); i++) {
            assertThat(comparison.methods().get(i).label())
                    .isEqualTo(ranks.get(i).get(0).asText());
            assertThat(comparison.methods().get(i).averageRank())
                    .isCloseTo(ranks.get(i).get(1).asDouble(), within(1e-12));
        }
        JsonNode holm = fixture.get("holm");
        assertThat(comparison.pairs()).hasSize(holm.size());
        for (int i = 0; i < holm.size(); i++) {
            MethodPair pair = comparison.pairs().get(i);
            assertThat(List.of(
                            comparison.methods().get(pair.first()).label(),
                            comparison.methods().get(pair.second()).label()))
                    .containsExactly(
                            holm.get(i).get(0).asText(), holm.get(i).get(1).asText());
            close(pair.p(), holm.get(i).get(2));
            assertThat(pair.different()).isEqualTo(holm.get(i).get(3).asBoolean());
        }
        assertThat(sets(comparison)).isEqualTo(sets(fixture.get("cliques")));
    }

    private static Set<Set<Integer>> sets(Comparison comparison) {
        Set<Set<Integer>> sets = new HashSet<>();
        comparison.cliques().forEach(clique -> sets.add(new HashSet<>(clique.members())));
        return sets;
    }

    private static Set<Set<Integer>> sets(JsonNode cliques) {
        Set<Set<Integer>> sets = new HashSet<>();
        cliques.forEach(clique -> {
            Set<Integer> set = new HashSet<>();
            clique.forEach(member -> set.add(member.asInt()));
            sets.add(set);
        });
        return sets;
    }

    @Test
    void pairsByRowOrderInReferenceAndByBlockInCorrected() {
        Map<String, double[]> columns = Tables.columns(Tables.fixture("n60_x4_ties"));
        Comparison aligned = Comparison.of(Tables.of(columns), ComparisonOptions.defaults());
        List<Boolean> stops = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            ScoreTable shuffled = Tables.shuffled(columns, new Random(seed), false);
            Comparison reference = Comparison.of(shuffled, REFERENCE);
            stops.add(reference.verdict().kind() == Verdict.Kind.PUBLISHED_CODE_STOPS);
            Comparison corrected = Comparison.of(shuffled, ComparisonOptions.defaults());
            assertThat(corrected).as("seed %d", seed).isEqualTo(aligned);
        }
        // Rows paired at random: the hypothesis that p = 9.5e-5 rejects is kept in most shuffles.
        assertThat(stops).filteredOn(stop -> stop).hasSizeGreaterThan(10);
    }

    @Test
    void identicalMethodsDifferInReferenceAndAreOneInCorrected() {
        ScoreTable table = Tables.of(Tables.columns(Tables.fixture("identical_columns_24x5")));
        Comparison reference = Comparison.of(table, REFERENCE);
        assertThat(reference.pairs().get(0).signedRank()).isEmpty();
        assertThat(Tables.told(reference)).contains("a-b:true").hasSize(10);
        assertThat(Tables.bars(reference)).contains(List.of("z", "a"), List.of("z", "b"));

        Comparison corrected = Comparison.of(table, ComparisonOptions.defaults());
        assertThat(corrected.methods()).extracting(RankedMethod::label).containsExactly("k", "m", "a = b", "z");
        // scipy.stats.rankdata(-row) of the table without column b, mean over rows (SciPy 1.10.1).
        double[] ranks = {1.125, 2.1666666666666665, 3.1666666666666665, 3.5416666666666665};
        IntStream.range(0, 4)
                .forEach(i ->
                        assertThat(corrected.methods().get(i).averageRank()).isCloseTo(ranks[i], within(1e-12)));
        // scipy.stats.friedmanchisquare of the same (SciPy 1.10.1).
        assertThat(corrected.friedman().orElseThrow().statistic()).isCloseTo(50.85000000000002, within(1e-11));
        assertThat(corrected.friedman().orElseThrow().p()).isCloseTo(5.2656291428765704e-11, within(1e-19));
        assertThat(Tables.bars(corrected)).containsExactly(List.of("a = b", "z"));
        assertThat(corrected.notes()).containsExactly("Identical on every block, and counted as one method: a = b.");
    }

    @Test
    void tiesShareDenseRanksInReferenceAndTheirMeanInCorrected() {
        ScoreTable table = Tables.of(Tables.columns(Tables.fixture("many_ties_40x6")));
        Comparison reference = Comparison.of(table, REFERENCE);
        assertThat(reference.methods())
                .extracting(RankedMethod::averageRank)
                .containsExactly(3.525, 3.35, 2.475, 2.475, 1.775, 1.5);
        Comparison corrected = Comparison.of(table, ComparisonOptions.defaults());
        // scipy.stats.rankdata(-row), mean over rows (SciPy 1.10.1).
        assertThat(corrected.methods())
                .containsExactly(
                        new RankedMethod(List.of("q5"), 2.0125),
                        new RankedMethod(List.of("q4"), 2.4),
                        new RankedMethod(List.of("q3"), 3.425),
                        new RankedMethod(List.of("q2"), 3.45),
                        new RankedMethod(List.of("q1"), 4.7375),
                        new RankedMethod(List.of("q0"), 4.975));
    }

    @Test
    void usesBlocksThatEveryMethodHas() {
        Map<String, double[]> columns = Tables.columns(Tables.fixture("distinct_24x5"));
        ScoreTable.Builder builder = ScoreTable.builder().add("m2", "not in m0", 99);
        columns.forEach((method, column) -> {
            for (int j = 0; j < column.length; j++) {
                builder.add(method, Tables.block(j), column[j]);
            }
        });
        Comparison gaps = Comparison.of(builder.add("m0", "not in m1", 1).build(), REFERENCE);
        Comparison whole = Comparison.of(Tables.of(columns), REFERENCE);
        assertThat(gaps.methods()).containsExactlyInAnyOrderElementsOf(whole.methods());
        assertThat(gaps.friedman().orElseThrow().p())
                .isCloseTo(whole.friedman().orElseThrow().p(), tolerance(2.7e-10));
        assertThat(Tables.told(gaps)).isEqualTo(Tables.told(whole));
        assertThat(gaps.missing().droppedBlocks()).containsExactly("not in m0", "not in m1");
    }

    @Test
    void saysWhereThePublishedCodeStops() {
        Comparison notRejected =
                Comparison.of(Tables.of(Tables.columns(Tables.fixture("null_not_rejected_12x4"))), REFERENCE);
        assertThat(notRejected.verdict().sentence())
                .startsWith(
                        "The published code ends its process here: Friedman's test does not reject (p = 0.117, α = 0.05).");
        Comparison two =
                Comparison.of(Tables.of(Map.of("a", new double[] {1, 2, 3}, "b", new double[] {2, 1, 4})), REFERENCE);
        assertThat(two.verdict().sentence())
                .isEqualTo("The published code ends its process here: Friedman's test needs at least three methods.");
        assertThat(two.methods()).extracting(RankedMethod::label).containsExactly("a", "b");
    }
}
