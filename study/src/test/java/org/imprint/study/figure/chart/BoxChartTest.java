package org.imprint.study.figure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.Svg;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.canvas.Label;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BoxChartTest {

    private static BoxChart.Group group(String name, Double... values) {
        return new BoxChart.Group(name, List.of(values));
    }

    /** Of 1, …, 5 and 100 NumPy's quartiles are 2.25, 3.5 and 4.75; 100 is farther than 1.5 boxes from the box. */
    @Test
    void boxReachesFromQuartileToQuartileAndWhiskersToTheLastNearValue() {
        Figure figure = new BoxChart(Axis.linear("s"), List.of(group("a", 1.0, 2.0, 3.0, 4.0, 5.0, 100.0)))
                .figure("t", "C.", 400);
        Svg svg = Svg.of(figure);
        Label zero = figure.labels().stream()
                .filter(l -> l.text().equals("0"))
                .findFirst()
                .orElseThrow();
        Label fifty = figure.labels().stream()
                .filter(l -> l.text().equals("50"))
                .findFirst()
                .orElseThrow();
        double unit = (fifty.box().getCenterX() - zero.box().getCenterX()) / 50;
        double origin = zero.box().getCenterX();

        Element box = svg.all("rect").stream()
                .filter(r -> Svg.attribute(r, "fill").equals("none") && r.hasAttribute("x"))
                .findFirst()
                .orElseThrow();
        assertThat(Svg.number(box, "x")).isCloseTo(origin + 2.25 * unit, within(0.02));
        assertThat(Svg.number(box, "width")).isCloseTo(2.5 * unit, within(0.02));
        double y = Svg.number(box, "y") + Svg.number(box, "height") / 2;
        List<Double> ends = svg.all("line").stream()
                .filter(l -> Math.abs(Svg.number(l, "y1") - y) < 0.01 && Math.abs(Svg.number(l, "y2") - y) < 0.01)
                .flatMap(l -> List.of(Svg.number(l, "x1"), Svg.number(l, "x2")).stream())
                .sorted()
                .toList();
        assertThat(ends).hasSize(4);
        assertThat(ends.get(0)).isCloseTo(origin + unit, within(0.02));
        assertThat(ends.get(3)).isCloseTo(origin + 5 * unit, within(0.02));
    }

    /** Of 1, 1, 1, 1, 1, 1, 10, 10 NumPy's upper quartile is 3.25, and the last value within 1.5 boxes of it is 1. */
    @Test
    void whiskersNeverEndInsideTheBox() {
        Figure figure = new BoxChart(Axis.linear("s"), List.of(group("a", 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 10.0, 10.0)))
                .figure("t", "C.", 400);
        Svg svg = Svg.of(figure);
        Element box = svg.all("rect").stream()
                .filter(r -> Svg.attribute(r, "fill").equals("none") && r.hasAttribute("x"))
                .findFirst()
                .orElseThrow();
        double y = Svg.number(box, "y") + Svg.number(box, "height") / 2;
        double right = Svg.number(box, "x") + Svg.number(box, "width");
        assertThat(svg.all("line").stream()
                        .filter(l ->
                                Math.abs(Svg.number(l, "y1") - y) < 0.01 && Math.abs(Svg.number(l, "y2") - y) < 0.01)
                        .mapToDouble(l -> Svg.number(l, "x2"))
                        .max())
                .hasValueCloseTo(right, within(0.02));
    }

    @Test
    void groupWithoutValuesSaysSo() {
        Figure figure =
                new BoxChart(Axis.log("s"), List.of(group("a", Double.NaN), group("b", 1.0))).figure("t", "C.", 300);

        assertThat(Svg.of(figure).texts()).contains("a", "no data", "b");
        assertThat(figure.table().csv(CsvForm.EXACT)).isEqualTo("group,value\nb,1\n");
    }

    @Test
    void logarithmicAxisRefusesZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoxChart(Axis.log("s"), List.of(group("a", 0.0))))
                .withMessage("'a': a value on a logarithmic axis must be a finite number > 0, was 0.0");
    }
}
