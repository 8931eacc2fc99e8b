package org.imprint.study.figure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.Svg;
import org.imprint.study.figure.canvas.Label;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.MethodPair;
import org.imprint.study.stats.PostHoc;
import org.imprint.study.stats.RankedMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class CdDiagramTest {

    private static final ComparisonOptions OPTIONS = ComparisonOptions.defaults();

    /** Returns x of each method's column in order of rank: where its hook goes straight down. */
    private static List<Double> columns(Figure figure) {
        return Svg.of(figure).all("path").stream()
                .map(path -> path.getAttribute("d").split("[ ML]+"))
                .filter(d -> d.length == 9)
                .map(d -> Double.parseDouble(d[3]))
                .sorted()
                .toList();
    }

    private static List<Element> barLines(Figure figure) {
        return Svg.of(figure).all("line").stream()
                .filter(line -> Svg.number(line, "stroke-width") == CdLayout.BAR)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 12, 20, 40})
    void barsReachFromTheColumnOfTheFirstMemberToThatOfTheLast(int methods) {
        Comparison comparison = HardDiagrams.made(methods, 30, 0.3, OPTIONS);
        CdDiagram diagram = CdDiagram.of(comparison);

        List<Double> columns = columns(diagram.figure());
        List<Element> lines = barLines(diagram.figure());

        assertThat(columns).hasSize(methods);
        assertThat(lines).hasSameSizeAs(comparison.cliques());
        for (int i = 0; i < lines.size(); i++) {
            List<Integer> bar = diagram.bars().get(i);
            assertThat(Svg.number(lines.get(i), "x1")).isEqualTo(columns.get(bar.get(0)));
            assertThat(Svg.number(lines.get(i), "x2")).isEqualTo(columns.get(bar.get(bar.size() - 1)));
        }
    }

    @ParameterizedTest
    @EnumSource(PostHoc.class)
    void noBarBearsADotOfMethodsThatDiffer(PostHoc test) {
        for (int methods = 3; methods < 16; methods++) {
            Comparison comparison = HardDiagrams.made(methods, 20, 0.35, OPTIONS.withPostHoc(test));
            CdDiagram diagram = CdDiagram.of(comparison);
            List<String> names =
                    diagram.methods().stream().map(RankedMethod::label).toList();
            for (MethodPair pair : comparison.pairs()) {
                int first = names.indexOf(comparison.methods().get(pair.first()).label());
                int second =
                        names.indexOf(comparison.methods().get(pair.second()).label());
                assertThat(pair.different()
                                && diagram.bars().stream().anyMatch(b -> b.containsAll(List.of(first, second))))
                        .as("%s and %s of %d", names.get(first), names.get(second), methods)
                        .isFalse();
            }
        }
    }

    @Test
    void eachMethodHasAColumnOfItsOwnAmongEqualRanks() {
        List<Double> columns = columns(CdDiagram.of(HardDiagrams.twentyEqual()).figure());

        assertThat(columns).hasSize(20);
        assertThat(IntStream.range(1, 20).mapToDouble(i -> columns.get(i) - columns.get(i - 1)))
                .allSatisfy(gap -> assertThat(gap).isCloseTo(5, within(0.02)));
    }

    /** Ranks with many ties, names of one to eighty letters, cliques anywhere, both widths. */
    @Test
    void labelsNeverCollideWhateverTheRanksAndNames() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(39);
            double[] ranks = random.doubles(n, 1, n + 0.01)
                    .map(r -> Math.rint(r * 2) / 2)
                    .sorted()
                    .toArray();
            List<String> names = IntStream.range(0, n)
                    .mapToObj(i -> i
                            + " method of words, ".repeat(1 + random.nextInt(5)).strip())
                    .toList();
            int from = random.nextInt(n - 1);
            List<Integer> clique = HardDiagrams.run(from, from + 2 + random.nextInt(n - from - 1));
            CdDiagram diagram = CdDiagram.of(HardDiagrams.given(names, ranks, List.of(clique)));
            for (double width : new double[] {Figure.COLUMN, Figure.PAGE}) {
                Figure figure = diagram.figure(width);
                List<Label> labels = figure.labels();
                for (Label a : labels) {
                    assertThat(labels.stream().filter(b -> b != a && a.collides(b)))
                            .as("seed %d: %s", seed, a)
                            .isEmpty();
                    assertThat(a.box().getMinX()).as("seed %d: %s", seed, a).isNotNegative();
                    assertThat(a.box().getMaxX()).as("seed %d: %s", seed, a).isLessThanOrEqualTo(width);
                    assertThat(a.box().getMaxY()).as("seed %d: %s", seed, a).isLessThanOrEqualTo(figure.height());
                }
            }
        }
    }

    @Test
    void hooksDoNotCrossEachOther() {
        Figure figure = CdDiagram.of(HardDiagrams.made(40, 48, 0.1, OPTIONS)).figure();
        List<double[]> hooks = new ArrayList<>();
        for (Element path : Svg.of(figure).all("path")) {
            String[] d = path.getAttribute("d").split("[ ML]+");
            if (d.length == 9) {
                hooks.add(IntStream.range(1, 9)
                        .mapToDouble(i -> Double.parseDouble(d[i]))
                        .toArray());
            }
        }
        assertThat(hooks).hasSize(40);
        for (double[] a : hooks) {
            for (double[] b : hooks) {
                // The level part of a, from its column to the side, against the upright part of b
                boolean between = b[2] > Math.min(a[4], a[6]) && b[2] < Math.max(a[4], a[6]);
                assertThat(a != b && between && b[5] >= a[5]).isFalse();
            }
        }
    }

    @Test
    void barWithAGapIsDottedAndTheCaptionSaysSo() {
        CdDiagram diagram = CdDiagram.of(HardDiagrams.gaps());

        assertThat(diagram.bars()).containsExactly(List.of(0, 2), List.of(1, 3, 4), List.of(2, 3));
        assertThat(barLines(diagram.figure())).hasSize(1);
        assertThat(diagram.caption())
                .contains("A dotted bar joins only the methods that bear a dot, not those that it passes.");
        assertThat(CdDiagram.of(HardDiagrams.made(7, 30, 0.4, OPTIONS)).caption())
                .doesNotContain("dotted");
    }

    @Test
    void ranksStandBesideTheNamesAndBestIsTopLeft() {
        Figure figure = CdDiagram.of(HardDiagrams.gaps()).figure();

        List<String> texts = Svg.of(figure).texts();

        assertThat(texts).containsSubsequence("1.20", "A", "2.00", "B", "2.90", "C", "3.70", "D", "5.20", "E");
        Label best = figure.labels().stream()
                .filter(l -> l.text().equals("A"))
                .findFirst()
                .orElseThrow();
        assertThat(figure.labels().stream().filter(l -> l.text().matches("[B-E]")))
                .allSatisfy(l -> assertThat(l.box().getMinY())
                        .isGreaterThanOrEqualTo(best.box().getMinY()));
    }

    @Test
    void criticalDifferenceIsDrawnToScale() {
        Comparison comparison = HardDiagrams.made(9, 30, 0.4, OPTIONS.withPostHoc(PostHoc.NEMENYI));
        Figure figure = CdDiagram.of(comparison).figure();
        double cd = comparison.criticalDifference().orElseThrow();

        Element line = Svg.of(figure).all("line").stream()
                .filter(l -> Svg.number(l, "stroke-width") == 1.2
                        && l.getAttribute("y1").equals(l.getAttribute("y2")))
                .findFirst()
                .orElseThrow();
        List<Label> ticks =
                figure.labels().stream().filter(l -> l.text().matches("[3-8]")).toList();
        double perRank = (ticks.get(ticks.size() - 1).box().getCenterX()
                        - ticks.get(0).box().getCenterX())
                / (ticks.size() - 1);

        assertThat(Svg.number(line, "x2") - Svg.number(line, "x1")).isCloseTo(cd * perRank, within(0.05));
        assertThat(Svg.of(figure).texts()).contains(String.format(java.util.Locale.ROOT, "CD = %.2f", cd));
        assertThat(CdDiagram.of(HardDiagrams.made(9, 30, 0.4, OPTIONS)).figure().svg())
                .doesNotContain("CD =");
    }

    @Test
    void saysWhyThereIsNothingToDraw() {
        Figure figure = CdDiagram.of(HardDiagrams.made(1, 5, 1, OPTIONS)).figure();

        assertThat(Svg.of(figure).texts())
                .containsExactly("There is one method, so there is nothing to compare it with.");
        assertThat(CdDiagram.of(HardDiagrams.made(4, 1, 1, OPTIONS)).caption())
                .contains("There is one block; its scores give an order, but no test can tell methods apart by it.");
    }

    @Test
    void ordersByRankAlsoWhenTheComparisonHasTheWorstFirst() {
        ComparisonOptions published = OPTIONS.withSemantics(Semantics.REFERENCE);
        Comparison comparison = HardDiagrams.made(8, 30, 0.4, published);
        assertThat(comparison.methods().get(0).averageRank())
                .isGreaterThan(comparison.methods().get(7).averageRank());

        CdDiagram diagram = CdDiagram.of(comparison);

        assertThat(diagram.methods()).isSortedAccordingTo((a, b) -> Double.compare(a.averageRank(), b.averageRank()));
        assertThat(diagram.figure().table().rows()).hasSize(8);
        assertThat(diagram.bars())
                .allSatisfy(bar -> assertThat(bar).hasSizeGreaterThan(1).isSorted());
    }

    @Test
    void tableTellsRanksAndBars() {
        assertThat(CdDiagram.of(HardDiagrams.gaps()).figure().table().csv(CsvForm.EXACT))
                .isEqualTo("method,average_rank,bars\nA,1.2,1\nB,2,2\nC,2.9,1;3\nD,3.7,2;3\nE,5.2,2\n");
    }
}
