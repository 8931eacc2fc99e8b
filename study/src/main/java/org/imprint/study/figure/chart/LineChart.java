package org.imprint.study.figure.chart;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.study.figure.axis.Axis;

/**
 * One plot: series over an x axis.
 *
 * @param title over the plot; may be empty
 * @param x horizontal axis
 * @param y vertical axis
 * @param series drawn in this order
 * @param rules straight lines through the whole plot, drawn below the series
 */
public record LineChart(String title, Axis x, Axis y, List<Series> series, List<Rule> rules) {

    /** Copies the lists; checks that nothing lies at or below zero of a logarithmic axis. */
    public LineChart {
        series = List.copyOf(series);
        rules = List.copyOf(rules);
        for (Series s : series) {
            if (x.scale() == Axis.Scale.LOG) {
                s.points().forEach(p -> Checks.positive("'" + s.name() + "': x of a logarithmic axis", p.x()));
            }
            if (y.scale() == Axis.Scale.LOG) {
                s.heights().forEach(h -> Checks.positive("'" + s.name() + "': y of a logarithmic axis", h));
            }
        }
    }

    /** Returns a chart without rules. */
    public static LineChart of(String title, Axis x, Axis y, List<Series> series) {
        return new LineChart(title, x, y, series, List.of());
    }

    /** Returns this chart with one more rule. */
    public LineChart with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new LineChart(title, x, y, series, more);
    }
}
