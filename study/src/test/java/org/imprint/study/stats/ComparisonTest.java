package org.imprint.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Semantics;
import org.imprint.study.stats.significance.SignedRankMethod;
import org.junit.jupiter.api.Test;

/** Hand-made tables: each gives a right answer, or a sentence that says why not. */
class ComparisonTest {

    private static final ComparisonOptions OPTIONS = ComparisonOptions.defaults();

    /** Ten blocks, four methods, ties within blocks. */
    private static Map<String, double[]> ties() {
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("d", new double[] {79, 76, 60, 49, 80, 69, 86, 58, 70, 87});
        columns.put("a", new double[] {90, 85, 70, 60, 88, 77, 91, 66, 80, 95});
        columns.put("c", new double[] {80, 75, 66, 50, 81, 70, 85, 60, 72, 88});
        columns.put("b", new double[] {88, 85, 69, 58, 86, 77, 90, 64, 79, 93});
        return columns;
    }

    private static MethodPair pair(Comparison comparison, String a, String b) {
        return comparison.pairs().stream()
                .filter(pair -> comparison.methods().get(pair.first()).label().equals(a)
                        && comparison.methods().get(pair.second()).label().equals(b))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ranksAndTestsATableWithTies() {
        Comparison comparison = Comparison.of(Tables.of(ties()), OPTIONS);
        // Mean of scipy.stats.rankdata(-block), friedmanchisquare, wilcoxon(zero_method='pratt'): SciPy 1.10.1.
        assertThat(comparison.methods())
                .containsExactly(
                        new RankedMethod(List.of("a"), 1.1),
                        new RankedMethod(List.of("b"), 1.9),
                        new RankedMethod(List.of("c"), 3.2),
                        new RankedMethod(List.of("d"), 3.8));
        assertThat(comparison.friedman().orElseThrow().statistic()).isCloseTo(27.551020408163264, within(1e-12));
        assertThat(comparison.friedman().orElseThrow().p()).isCloseTo(4.511944101442518e-06, within(1e-18));
        MethodPair ab = pair(comparison, "a", "b");
        assertThat(ab.p()).isCloseTo(0.006714389785549478, within(1e-15));
        assertThat(ab.signedRank().orElseThrow().zeros()).isEqualTo(2);
        assertThat(ab.signedRank().orElseThrow().rankBiserial()).isEqualTo(1);
        assertThat(ab.adjustedP()).isEqualTo(2 * ab.p());
        MethodPair cd = pair(comparison, "c", "d");
        assertThat(cd.p()).isEqualTo(0.048828125);
        // W+ = 47, W- = 8.
        assertThat(cd.signedRank().orElseThrow().rankBiserial()).isEqualTo(39.0 / 55);
        assertThat(pair(comparison, "a", "d").adjustedP()).isEqualTo(6 * 0.001953125);
        assertThat(comparison.pairs()).hasSize(6).allMatch(MethodPair::different);
        assertThat(comparison.cliques()).isEmpty();
        assertThat(comparison.notes()).isEmpty();
        assertThat(comparison.verdict().sentence())
                .startsWith("Friedman's test (p = 4.51e-06, ")
                .endsWith("α = 0.05, 10 blocks) tells that methods differ; 6 of 6 pairs are told apart at α = 0.05.");
        assertThat(comparison.barMeaning()).contains("Wilcoxon's signed-rank test, Holm's correction over 6 pairs");
    }

    @Test
    void takesAlphaFromTheOptionsAndSaysWhenBlocksAreTooFew() {
        Comparison comparison =
                Comparison.of(Tables.of(ties()), OPTIONS.withAlpha(0.01).withSignedRank(SignedRankMethod.EXACT));
        assertThat(comparison.verdict().kind()).isEqualTo(Verdict.Kind.PAIRS_TESTED);
        assertThat(comparison.pairs()).noneMatch(MethodPair::different);
        assertThat(Tables.bars(comparison)).containsExactly(List.of("a", "b", "c", "d"));
        assertThat(comparison.notes())
                .singleElement()
                .asString()
                .startsWith("With 10 blocks the signed-rank test cannot give less than p = 0.00195, and Holm's"
                        + " correction over 6 pairs begins at 0.00167")
                .endsWith(": no pair could be told apart, whatever the scores.");
    }

    @Test
    void saysOfTwoMethodsOnFourBlocksThatNoPairCouldBeToldApart() {
        Comparison comparison = Comparison.of(
                Tables.of(Map.of("a", new double[] {2, 3, 4, 5}, "b", new double[] {1, 1, 1, 1})), OPTIONS);

        // 2⁻³ for four pairs of one sign
        assertThat(comparison.notes())
                .containsExactly(
                        "With 4 blocks the signed-rank test cannot give less than p = 0.125, and Holm's"
                                + " correction over 1 pair begins at 0.0500: no pair could be told apart, whatever the scores.");
    }

    @Test
    void turnsRoundForScoresOfWhichLowIsGood() {
        Comparison comparison = Comparison.of(Tables.of(ties()), OPTIONS.withDirection(Direction.LOWER_IS_BETTER));
        assertThat(comparison.methods()).extracting(RankedMethod::label).containsExactly("d", "c", "b", "a");
        assertThat(pair(comparison, "b", "a").signedRank().orElseThrow().rankBiserial())
                .isEqualTo(1);
    }

    @Test
    void callsNothingDifferentUnlessFriedmanRejects() {
        Comparison comparison =
                Comparison.of(Tables.of(Tables.columns(Tables.fixture("null_not_rejected_12x4"))), OPTIONS);
        assertThat(comparison.verdict().kind()).isEqualTo(Verdict.Kind.NOTHING_DIFFERS);
        assertThat(comparison.verdict().sentence())
                .startsWith("Friedman's test (p = 0.117, ")
                .endsWith(" does not tell that any of the 4 methods differ, so no pair is called different.");
        assertThat(comparison.pairs()).hasSize(6).noneMatch(MethodPair::different);
        assertThat(comparison.cliques()).containsExactly(new Clique(List.of(0, 1, 2, 3)));
        assertThat(comparison.barMeaning()).startsWith("The bar joins all methods");
    }

    @Test
    void testsTwoMethodsWithoutFriedman() {
        Map<String, double[]> two = ties();
        two.keySet().retainAll(List.of("c", "d"));
        Comparison comparison = Comparison.of(Tables.of(two), OPTIONS);
        assertThat(comparison.friedman()).isEmpty();
        // SciPy 1.10.1 as above; one pair needs no correction.
        assertThat(comparison.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.p()).isEqualTo(0.048828125);
            assertThat(pair.adjustedP()).isEqualTo(0.048828125);
            assertThat(pair.different()).isTrue();
        });
        assertThat(comparison.verdict().sentence())
                .isEqualTo(
                        "With two methods there is no need for Friedman's test; 1 of 1 pair is told apart at α = 0.05.");
    }

    @Test
    void saysThatOneBlockTellsNothing() {
        ScoreTable one = ScoreTable.builder()
                .add("a", "x", 2)
                .add("b", "x", 3)
                .add("c", "x", 2)
                .build();
        Comparison comparison = Comparison.of(one, OPTIONS);
        assertThat(comparison.verdict())
                .isEqualTo(new Verdict(
                        Verdict.Kind.UNTESTABLE,
                        "There is one block; its scores give an order, but no test can tell methods apart by it."));
        assertThat(comparison.methods())
                .containsExactly(new RankedMethod(List.of("b"), 1), new RankedMethod(List.of("a", "c"), 2));
        assertThat(comparison.pairs()).isEmpty();
        assertThat(comparison.cliques()).isEmpty();
        assertThat(comparison.barMeaning()).isEqualTo("There are no bars, since nothing could be tested.");
    }

    @Test
    void saysThatIdenticalMethodsCannotBeToldApart() {
        double[] scores = {1, 2, 3, 4, 5, 6};
        Comparison comparison = Comparison.of(Tables.of(Map.of("a", scores, "b", scores, "c", scores)), OPTIONS);
        assertThat(comparison.verdict().sentence())
                .isEqualTo("All 3 methods have the same score on every block: they cannot be told apart.");
        assertThat(comparison.methods()).containsExactly(new RankedMethod(List.of("a", "b", "c"), 1));
        assertThat(comparison.methods().get(0).label()).isEqualTo("a = b = c");
    }

    @Test
    void saysThatOneMethodHasNothingToBeComparedWith() {
        Comparison comparison = Comparison.of(Tables.of(Map.of("a", new double[] {1, 2})), OPTIONS);
        assertThat(comparison.verdict().sentence())
                .isEqualTo("There is one method, so there is nothing to compare it with.");
    }

    @Test
    void usesCompleteBlocksAndSaysWhichAreMissing() {
        ScoreTable.Builder builder = ScoreTable.builder().add("b", "extra", 1);
        ties().forEach((method, column) -> {
            for (int j = 0; j < column.length; j++) {
                builder.add(method, Tables.block(j), column[j]);
            }
        });
        Comparison comparison =
                Comparison.of(builder.add("a", "extra", Double.NaN).build(), OPTIONS);
        Comparison whole = Comparison.of(Tables.of(ties()), OPTIONS);
        assertThat(comparison.methods()).isEqualTo(whole.methods());
        assertThat(comparison.pairs()).isEqualTo(whole.pairs());
        assertThat(comparison.missing().gaps()).containsExactly(new MissingReport.Gap("extra", List.of("d", "a", "c")));
        assertThat(comparison.notes())
                .containsExactly(
                        "Scores are missing on 1 block (extra lacks d, a, c); 1 block was left out and 10 are used.");
    }

    @Test
    void saysThatNoBlockOrMethodIsComplete() {
        ScoreTable apart =
                ScoreTable.builder().add("a", "x", 1).add("b", "y", 2).build();
        assertThat(Comparison.of(apart, OPTIONS).verdict().sentence())
                .isEqualTo("No block has a score of every method, so there is nothing to compare.");
        assertThat(Comparison.of(apart, OPTIONS.withMissing(Missing.DROP_METHODS))
                        .verdict()
                        .sentence())
                .isEqualTo("No method has a score on every block, so there is nothing to compare.");
        assertThatThrownBy(() -> Comparison.of(apart, OPTIONS.withMissing(Missing.REFUSE)))
                .hasMessageStartingWith("every method must have a score on every block");
    }

    @Test
    void drawsNoBarOverAMethodThatDiffersAndSaysSo() {
        // b beats c a little but always; a beats both by much in nine blocks and loses by more in three, so it is best
        // on
        // average (1.5; b 1.75, c 2.75) and cannot be told from either: p = 0.677, 0.677 and 0.0005 (SciPy 1.10.1).
        double[] c = {50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61};
        double[] b = new double[12];
        double[] a = new double[12];
        double[] d = new double[12];
        for (int j = 0; j < 12; j++) {
            b[j] = c[j] + 1 + j / 100.0;
            a[j] = c[j] + (j < 3 ? -9 - j / 10.0 : 5 + j / 10.0);
            d[j] = c[j] - 20 - j / 3.0;
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("a", a);
        columns.put("b", b);
        columns.put("c", c);
        columns.put("d", d);
        Comparison comparison = Comparison.of(Tables.of(columns), OPTIONS);
        assertThat(comparison.methods()).extracting(RankedMethod::label).containsExactly("a", "b", "c", "d");
        assertThat(Tables.told(comparison))
                .containsExactly("a-b:false", "a-c:false", "a-d:true", "b-c:true", "b-d:true", "c-d:true");
        assertThat(Tables.bars(comparison)).containsExactly(List.of("a", "b"));
        assertThat(comparison.pairsWithoutBar()).containsExactly(pair(comparison, "a", "c"));
        assertThat(comparison.notes())
                .containsExactly(
                        "a and c are not told apart, but have no bar: a method ranked between them differs from one"
                                + " of them.");
        Comparison published = Comparison.of(Tables.of(columns), OPTIONS.withSemantics(Semantics.REFERENCE));
        assertThat(published.cliques())
                .filteredOn(clique -> !clique.isContiguous())
                .containsExactly(new Clique(List.of(1, 3)));
        assertThat(published.methods().get(2).label()).isEqualTo("b");
    }

    @Test
    void countsDifferencesThatAreEqualInDecimalsAsTies() {
        Map<String, double[]> columns = Tables.columns(Tables.fixture("n60_x4_ties"));
        Comparison comparison = Comparison.of(Tables.of(columns), OPTIONS);
        // scipy.stats.wilcoxon(np.round(x - y, 9), zero_method='pratt'), SciPy 1.10.1; without rounding 4.18e-5 and
        // 0.7018.
        assertThat(pair(comparison, "m3", "m1").p()).isCloseTo(4.595038665578998e-05, within(1e-18));
        assertThat(pair(comparison, "m0", "m1").p()).isCloseTo(0.6990809279316257, within(1e-13));
    }
}
