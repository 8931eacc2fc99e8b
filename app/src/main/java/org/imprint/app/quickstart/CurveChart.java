package org.imprint.app.quickstart;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.chart.Point;
import org.imprint.study.figure.paper.Curve;
import org.imprint.study.figure.paper.PaperFigures;
import org.imprint.study.figure.paper.ProxyCurves;

/** Accuracy over k: a line per generator, mean and least squares as marks at their one proxy per class. */
final class CurveChart {

    private CurveChart() {}

    static Figure of(QuickstartResult.Curve curve) {
        List<Curve> lines = curve.lines().stream().map(CurveChart::line).toList();
        ProxyCurves panel = new ProxyCurves(
                "", lines, OptionalDouble.of(curve.mean()), curve.leastSquares(), OptionalDouble.empty());
        return PaperFigures.accuracyOverK(List.of(panel));
    }

    private static Curve line(QuickstartResult.Curve.Line line) {
        return new Curve(
                line.title(),
                IntStream.range(0, line.k().size())
                        .mapToObj(i -> Point.of(line.k().get(i), line.accuracy().get(i)))
                        .toList());
    }
}
