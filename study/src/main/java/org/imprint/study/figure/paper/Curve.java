package org.imprint.study.figure.paper;

import java.util.List;
import org.imprint.study.figure.canvas.Look;
import org.imprint.study.figure.chart.Point;
import org.imprint.study.figure.chart.Series;

/**
 * A line of accuracies.
 *
 * @param name as in the legend
 * @param points y and intervals are accuracies in [0, 1]
 */
public record Curve(String name, List<Point> points) {

    /** Copies the list. */
    public Curve {
        points = List.copyOf(points);
    }

    /** Returns the accuracy at {@code x}; NaN if there is none. */
    double at(double x) {
        return points.stream()
                .filter(p -> p.x() == x)
                .mapToDouble(Point::y)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Returns the line in per cent. */
    Series series(Look look) {
        return Series.of(name, points.stream().map(Curve::percent).toList(), look);
    }

    /** Intervals end at 0 and 100 %: no accuracy lies beyond, whatever ± 1.96 standard errors say. */
    static Point percent(Point p) {
        return new Point(p.x(), 100 * p.y(), Math.max(0, 100 * p.low()), Math.min(100, 100 * p.high()));
    }
}
