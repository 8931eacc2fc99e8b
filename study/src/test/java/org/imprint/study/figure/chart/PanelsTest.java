package org.imprint.study.figure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.Svg;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.canvas.Label;
import org.imprint.study.figure.canvas.Look;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PanelsTest {

    private static final Axis X = Axis.linear("x");
    private static final Axis Y = Axis.linear("y");
    private static final PanelOptions SINGLE = PanelOptions.single(300, 100, LegendPlace.RIGHT);

    private static Series line(String name, int look, double... ys) {
        List<Point> points =
                IntStream.range(0, ys.length).mapToObj(i -> Point.of(i, ys[i])).toList();
        return Series.of(name, points, Look.of(look));
    }

    private static Figure single(Axis x, Axis y, Series... series) {
        return Panels.of(SINGLE, LineChart.of("title", x, y, List.of(series))).figure("title", "Caption.");
    }

    /** Lines of series are the only paths without filling. */
    private static List<Element> lines(Figure figure) {
        return Svg.of(figure).all("path").stream()
                .filter(path -> Svg.attribute(path, "fill").equals("none"))
                .filter(path -> Svg.number(path, "stroke-width") == PlotArea.LINE_WIDTH)
                .toList();
    }

    private static Label label(Figure figure, String text) {
        return figure.labels().stream()
                .filter(l -> l.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void drawsALineForEachSeriesWithItsDash() {
        Figure figure = single(X, Y, line("a", 0, 1, 2, 3), line("b", 1, 3, 2, 1));

        assertThat(lines(figure)).hasSize(2);
        assertThat(lines(figure))
                .extracting(l -> Svg.attribute(l, "stroke-dasharray"))
                .containsExactly("none", "5.5,2.2");
        assertThat(Svg.of(figure).texts()).contains("title", "x", "y", "a", "b", "0", "1", "2");
    }

    @Test
    void missingValueBreaksTheLine() {
        assertThat(lines(single(X, Y, line("a", 0, 1, 2, Double.NaN, 3, 4)))).hasSize(2);
    }

    @Test
    void pointsLieWhereTheNumbersSay() {
        Figure figure = single(X, Y, line("a", 0, 0, 10));
        String[] d = lines(figure).get(0).getAttribute("d").split("[ ML]+");

        assertThat(Double.parseDouble(d[2])).isCloseTo(label(figure, "0").box().getCenterY(), within(0.01));
        assertThat(Double.parseDouble(d[4])).isCloseTo(label(figure, "10").box().getCenterY(), within(0.01));
        assertThat(Double.parseDouble(d[3])).isCloseTo(label(figure, "1").box().getCenterX(), within(0.01));
    }

    @Test
    void logarithmicAxisHasEqualFactors() {
        Series series = Series.of("a", List.of(Point.of(1, 1), Point.of(10, 2), Point.of(100, 3)), Look.of(0));
        Figure figure = single(Axis.log("k"), Y, series);
        String[] d = lines(figure).get(0).getAttribute("d").split("[ ML]+");

        double first = Double.parseDouble(d[3]) - Double.parseDouble(d[1]);
        double second = Double.parseDouble(d[5]) - Double.parseDouble(d[3]);
        assertThat(first).isCloseTo(second, within(0.02));
    }

    @Test
    void logarithmicAxisRefusesZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> single(Axis.log("k"), Y, line("a", 0, 1, 2)))
                .withMessage("'a': x of a logarithmic axis must be a finite number > 0, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> single(X, Axis.log("time"), line("a", 0, 1, -2)))
                .withMessage("'a': y of a logarithmic axis must be a finite number > 0, was -2.0");
    }

    @Test
    void bandIsFilledLightly() {
        Series series = Series.of("a", List.of(new Point(0, 1, 0.5, 1.5), new Point(1, 2, 1.5, 2.5)), Look.of(0));

        List<Element> filled = Svg.of(single(X, Y, series)).all("path").stream()
                .filter(path -> !Svg.attribute(path, "fill-opacity").equals("1"))
                .toList();

        assertThat(filled).hasSize(1);
        assertThat(Svg.number(filled.get(0), "fill-opacity")).isCloseTo(0.18, within(0.01));
    }

    @Test
    void seriesWithoutValuesIsNamedAsSuch() {
        Figure some = single(X, Y, line("a", 0, 1, 2), line("b", 1));
        Figure none = single(X, Y, line("a", 0, Double.NaN));

        assertThat(Svg.of(some).texts()).contains("a", "b (no data)").doesNotContain("no data");
        assertThat(Svg.of(none).texts()).contains("no data", "a (no data)");
    }

    @Test
    void axisIsBrokenOnlyAtAGapThatNoSeriesCrosses() {
        Series low = line("low", 0, 50, 52, 54);
        Series high = line("high", 1, 95, 97, 96);
        Series across = line("across", 2, 55, 94);

        assertThat(panels(low, high).isBroken()).isTrue();
        assertThat(panels(low, high, across).isBroken()).isFalse();
        assertThat(panels(low, line("near", 1, 55, 57)).isBroken()).isFalse();
        assertThat(Panels.of(SINGLE, LineChart.of("", X, Y, List.of(low, high))).isBroken())
                .isFalse();
    }

    private static Panels panels(Series... series) {
        return Panels.of(SINGLE, LineChart.of("", X, Y.withBreak(), List.of(series)));
    }

    @Test
    void brokenAxisKeepsSeriesApartAndLeavesOutTheGap() {
        Figure figure =
                panels(line("low", 0, 50, 52, 54), line("high", 1, 95, 97, 96)).figure("t", "C.");

        assertThat(lines(figure)).hasSize(2);
        assertThat(Svg.of(figure).texts()).contains("52", "96").doesNotContain("60", "70", "80", "90");
    }

    @Test
    void sharedAxesShowNumbersOnceAndInPlace() {
        LineChart first = LineChart.of("first", X, Y, List.of(line("a", 0, 0, 10)));
        LineChart second = LineChart.of("second", X, Y, List.of(line("a", 0, 40, 50)));

        Figure shared = Panels.of(PanelOptions.shared(2, 400, 100), List.of(first, second))
                .figure("t", "C.");
        Figure apart = Panels.of(PanelOptions.shared(2, 400, 100).withSharedY(Sharing.NONE), List.of(first, second))
                .figure("t", "C.");

        assertThat(Svg.of(shared).texts())
                .containsOnlyOnce("20", "40", "x", "y", "a")
                .contains("first", "second");
        assertThat(Svg.of(apart).texts()).contains("2", "42").doesNotContain("20");
    }

    @Test
    void lowerPanelsCarryTheNumbersOfASharedAxis() {
        LineChart chart = LineChart.of("", X.ticksAt(0, 1), Y, List.of(line("a", 0, 0.2, 0.3)));

        Figure figure = Panels.of(PanelOptions.shared(1, 200, 60), List.of(chart, chart))
                .figure("t", "C.");

        assertThat(Svg.of(figure).texts()).containsOnlyOnce("0", "1");
    }

    @Test
    void markedPointIsSetOff() {
        Series plain = line("a", 0, 1, 2, 3);
        Series marked = new Series("a", plain.points(), plain.look(), Set.of(1.0));

        assertThat(single(X, Y, marked).svg()).isNotEqualTo(single(X, Y, plain).svg());
        assertThat(Svg.of(single(X, Y, marked)).all("circle").stream()
                        .map(c -> Svg.number(c, "r"))
                        .max(Double::compare))
                .hasValueSatisfying(r -> assertThat(r).isGreaterThan(3));
    }

    @Test
    void givenKeysReplaceTheLegend() {
        LineChart chart = LineChart.of("", X, Y, List.of(line("a", 0, 1, 2)));

        Figure figure =
                new Panels(SINGLE, List.of(chart), List.of(new Key("key", Look.of(3))), List.of()).figure("t", "C.");

        assertThat(Svg.of(figure).texts()).contains("key").doesNotContain("a");
    }

    @Test
    void footerIsATable() {
        LineChart chart = LineChart.of("", X, Y, List.of(line("a", 0, 1, 2)));
        List<List<String>> table = List.of(List.of("tasks", "n"), List.of("all", "120"));

        Figure figure = new Panels(SINGLE, List.of(chart), List.of(), table).figure("t", "C.");

        assertThat(Svg.of(figure).texts()).containsSubsequence("tasks", "n", "all", "120");
        assertThat(label(figure, "120").box().getMaxX())
                .isCloseTo(label(figure, "n").box().getMaxX(), within(0.01));
    }

    @Test
    void twentyLongNamesBelowAndBesideDoNotCollide() {
        List<Series> many = IntStream.range(0, 20)
                .mapToObj(i -> line(String.format("series %02d with a name of forty letters", i), i, i, i + 1))
                .toList();
        for (LegendPlace place : LegendPlace.values()) {
            Figure figure = Panels.of(PanelOptions.single(Figure.COLUMN, 80, place), LineChart.of("", X, Y, many))
                    .figure("t", "C.");
            List<Label> labels = figure.labels();
            for (Label a : labels) {
                assertThat(labels.stream().filter(b -> b != a && a.collides(b))).isEmpty();
                assertThat(a.box().getMaxX()).isLessThanOrEqualTo(figure.width());
                assertThat(a.box().getMaxY()).isLessThanOrEqualTo(figure.height());
            }
        }
    }

    @Test
    void tableHoldsEveryPointAndLevel() {
        LineChart chart = LineChart.of("p", X, Y, List.of(line("a", 0, 0.5, Double.NaN)))
                .with(Rule.level("all", 0.75, Look.of(1)));

        assertThat(Panels.of(SINGLE, chart).figure("t", "C.").table().csv(CsvForm.EXACT))
                .isEqualTo("panel,series,x,y,low,high\np,a,0,0.5,,\np,a,1,,,\np,all,,0.75,,\n");
    }

    @Test
    void manyPointsOfOneValueHaveAnAxis() {
        assertThat(Svg.of(single(X, Y, line("a", 0, 7, 7, 7))).texts()).contains("7");
    }
}
