package org.imprint.study.figure.chart;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.FigureTable;
import org.imprint.study.figure.axis.Axis;

/**
 * Plots in rows and columns, which may share axes, with one legend for all.
 *
 * @param options how they are laid out
 * @param charts row by row; the last row may be short
 * @param keys the legend; empty for one entry for each series and rule
 * @param footer a table below everything, such as statistics of the points; its first row is a header. May be empty
 */
public record Panels(PanelOptions options, List<LineChart> charts, List<Key> keys, List<List<String>> footer) {

    /** Copies the lists and checks that there is a chart. */
    public Panels {
        charts = List.copyOf(charts);
        keys = List.copyOf(keys);
        footer = footer.stream().map(List::copyOf).toList();
        Checks.require(!charts.isEmpty(), "panels need at least one chart", 0);
    }

    /** Returns panels with a legend of all series, without a footer. */
    public static Panels of(PanelOptions options, List<LineChart> charts) {
        return new Panels(options, charts, List.of(), List.of());
    }

    /** Returns a single chart. */
    public static Panels of(PanelOptions options, LineChart chart) {
        return of(options, List.of(chart));
    }

    /** Returns whether an axis is drawn with a part left out. */
    public boolean isBroken() {
        return new PanelLayout(this).isBroken();
    }

    /** Returns the figure; its height follows from the plots, the legend and the footer. */
    public Figure figure(String title, String caption) {
        PanelLayout layout = new PanelLayout(this);
        return new Figure(title, caption, options.width(), layout.height(), layout::draw, table());
    }

    private FigureTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (LineChart chart : charts) {
            for (Series series : chart.series()) {
                for (Point p : series.points()) {
                    rows.add(row(chart, series.name(), p));
                }
            }
            for (Rule rule : chart.rules()) {
                if (rule.direction() == Rule.Direction.LEVEL && !rule.name().isEmpty()) {
                    rows.add(List.of(chart.title(), rule.name(), "", FigureTable.cell(rule.value()), "", ""));
                }
            }
        }
        return new FigureTable(List.of("panel", "series", "x", "y", "low", "high"), rows);
    }

    private static List<String> row(LineChart chart, String series, Point p) {
        return List.of(
                chart.title(),
                series,
                chart.x().scale() == Axis.Scale.NAMED
                        ? chart.x().ticks().get((int) p.x()).label()
                        : FigureTable.cell(p.x()),
                FigureTable.cell(p.y()),
                FigureTable.cell(p.low()),
                FigureTable.cell(p.high()));
    }
}
