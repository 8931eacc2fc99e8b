package org.imprint.study.figure.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.axis.Span;
import org.imprint.study.figure.axis.Tick;
import org.imprint.study.figure.axis.Ticks;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Fonts;

/** Where the panels, numbers, labels, legend and footer of {@link Panels} lie. */
final class PanelLayout {

    private static final double MARGIN = 4;
    private static final double LABEL = 12;
    private static final double TITLE = 12;
    private static final double BETWEEN = 9;
    private static final double NUMBERS = PlotArea.TICK + PlotArea.TICK_GAP + Canvas.SMALL;
    private static final double LEGEND_SHARE = 0.38;

    private final PanelOptions options;
    private final List<LineChart> charts;
    private final int columns;
    private final int rows;
    private final List<List<Span>> ySpans = new ArrayList<>();
    private final List<Span> xSpans = new ArrayList<>();
    private final List<List<Tick>> xTicks = new ArrayList<>();
    private final List<Rectangle2D> plots = new ArrayList<>();
    private final Legend legend;
    private final Footer footer;
    private double height;

    PanelLayout(Panels panels) {
        this.options = panels.options();
        this.charts = panels.charts();
        this.columns = Math.min(options.columns(), charts.size());
        this.rows = (charts.size() + columns - 1) / columns;
        this.legend = switch (options.legend()) {
            case RIGHT -> Legend.column(panels, LEGEND_SHARE * options.width());
            case BELOW -> Legend.rows(panels, options.width() - 2 * MARGIN);
            case NONE -> Legend.none();
        };
        this.footer = new Footer(panels.footer(), options.width() - 2 * MARGIN);
        spans();
        place();
    }

    double height() {
        return height;
    }

    boolean isBroken() {
        return ySpans.stream().anyMatch(spans -> spans.size() > 1);
    }

    private void spans() {
        for (int i = 0; i < charts.size(); i++) {
            int at = i;
            List<LineChart> sameX = options.shareX() ? charts : List.of(charts.get(i));
            List<LineChart> sameY =
                    switch (options.shareY()) {
                        case ALL -> charts;
                        case ROW ->
                            IntStream.range(0, charts.size())
                                    .filter(j -> j / columns == at / columns)
                                    .mapToObj(charts::get)
                                    .toList();
                        case NONE -> List.of(charts.get(i));
                    };
            xSpans.add(Span.over(
                    charts.get(i).x(),
                    sameX.stream().flatMap(c -> xRanges(c).stream()).toList()));
            ySpans.add(Span.broken(
                    charts.get(i).y(),
                    sameY.stream().flatMap(c -> yRanges(c).stream()).toList()));
        }
    }

    private static List<double[]> xRanges(LineChart chart) {
        List<double[]> ranges = new ArrayList<>();
        chart.series()
                .forEach(s ->
                        add(ranges, s.points().stream().filter(Point::isThere).mapToDouble(Point::x)));
        return ranges;
    }

    private static List<double[]> yRanges(LineChart chart) {
        List<double[]> ranges = new ArrayList<>();
        chart.series().forEach(s -> add(ranges, s.heights()));
        chart.rules().stream()
                .filter(rule -> rule.direction() == Rule.Direction.LEVEL)
                .forEach(rule -> add(ranges, DoubleStream.of(rule.value())));
        return ranges;
    }

    private static void add(List<double[]> ranges, DoubleStream values) {
        double[] all = values.toArray();
        if (all.length > 0) {
            ranges.add(new double[] {
                DoubleStream.of(all).min().orElseThrow(),
                DoubleStream.of(all).max().orElseThrow()
            });
        }
    }

    private void place() {
        double left = MARGIN + (hasYLabel() ? LABEL : 0) + numberWidth(0);
        double right = options.width() - MARGIN;
        if (legend.width() > 0 && options.legend() == LegendPlace.RIGHT) {
            right -= legend.width() + LABEL;
        }
        // A number below may stand over the side of its plot; two passes, since which numbers fit follows from the
        // width.
        double overhang = 0;
        for (int pass = 0; pass < 2; pass++) {
            double gaps = 0;
            for (int column = 1; column < columns; column++) {
                gaps += gap(column, overhang);
            }
            double width = (right - overhang - left - gaps) / columns;
            lay(left, Math.max(width, 10), overhang);
            overhang = overhang();
        }
        equalUnits();
    }

    private double overhang() {
        double most = 0;
        for (int i = 0; i < charts.size(); i++) {
            Rectangle2D plot = plots.get(i);
            for (Tick tick : xTicks.get(i)) {
                double half = Fonts.width(tick.label(), Canvas.SMALL) / 2;
                double at = plot.getWidth() * xSpans.get(i).fraction(tick.value());
                most = Math.max(most, Math.max(half - at, at + half - plot.getWidth()));
            }
        }
        return most;
    }

    /** On a map without numbers a step is as long upwards as sideways. */
    private void equalUnits() {
        for (int i = 0; i < charts.size(); i++) {
            LineChart chart = charts.get(i);
            if (chart.x().scale() == Axis.Scale.BARE && chart.y().scale() == Axis.Scale.BARE) {
                Rectangle2D plot = plots.get(i);
                Span x = xSpans.get(i);
                Span y = ySpans.get(i).get(0);
                double unit = Math.max((x.max() - x.min()) / plot.getWidth(), (y.max() - y.min()) / plot.getHeight());
                xSpans.set(i, x.widened(unit * plot.getWidth()));
                ySpans.set(i, List.of(y.widened(unit * plot.getHeight())));
            }
        }
    }

    private void lay(double left, double width, double overhang) {
        plots.clear();
        xTicks.clear();
        double top = MARGIN;
        for (int row = 0; row < rows; row++) {
            top += hasTitle(row) ? TITLE : 2;
            double x = left;
            for (int column = 0; column < columns && row * columns + column < charts.size(); column++) {
                int i = row * columns + column;
                x += column == 0 ? 0 : gap(column, overhang);
                plots.add(new Rectangle2D.Double(x, top, width, options.plotHeight()));
                xTicks.add(Ticks.horizontal(charts.get(i).x(), xSpans.get(i), width));
                x += width;
            }
            top += options.plotHeight();
            top += numbersBelow(row) ? numbers(charts.get(row * columns)) + 2 : BETWEEN;
            top += options.shareX() && row < rows - 1 || !hasXLabel(row) ? 0 : LABEL;
            top += row < rows - 1 ? 4 : 0;
        }
        height = top + MARGIN;
        if (options.legend() == LegendPlace.BELOW && legend.height() > 0) {
            height += legend.height() + 4;
        }
        if (options.legend() == LegendPlace.RIGHT) {
            height = Math.max(height, legend.height() + 2 * MARGIN + TITLE);
        }
        height = Math.ceil(height + footer.height());
    }

    /** Space before a column: its numbers, or at least room for half a number below each of two plots. */
    private double gap(int column, double overhang) {
        double numbers = options.shareY() == Sharing.NONE ? numberWidth(column) + 4 : 0;
        return Math.max(Math.max(BETWEEN, 2 * overhang + 3), numbers + overhang);
    }

    private double numberWidth(int column) {
        double widest = IntStream.range(0, charts.size())
                .filter(i -> i % columns == column)
                .mapToDouble(i -> PlotArea.numberWidth(charts.get(i).y(), options.plotHeight(), ySpans.get(i)))
                .max()
                .orElse(0);
        return widest + PlotArea.TICK + PlotArea.TICK_GAP;
    }

    private static double numbers(LineChart chart) {
        return chart.x().scale() == Axis.Scale.BARE ? 0 : NUMBERS;
    }

    private boolean hasTitle(int row) {
        return IntStream.range(0, charts.size())
                .filter(i -> i / columns == row)
                .anyMatch(i -> !charts.get(i).title().isEmpty());
    }

    private boolean hasXLabel(int row) {
        return !charts.get(row * columns).x().label().isEmpty();
    }

    private boolean hasYLabel() {
        return charts.stream().anyMatch(chart -> !chart.y().label().isEmpty());
    }

    /** Numbers stand below the last panel of each column if the axis is shared, else below each panel. */
    private boolean numbersBelow(int row) {
        return !options.shareX() || row == rows - 1 || row == rows - 2 && charts.size() % columns != 0;
    }

    private boolean showsNumbersBelow(int i) {
        return !options.shareX() || i + columns >= charts.size();
    }

    void draw(Canvas canvas) {
        for (int i = 0; i < charts.size(); i++) {
            LineChart chart = charts.get(i);
            Rectangle2D plot = plots.get(i);
            boolean left = i % columns == 0 || options.shareY() == Sharing.NONE;
            new PlotArea(chart, plot, xSpans.get(i), ySpans.get(i))
                    .draw(canvas, left, xTicks.get(i), showsNumbersBelow(i));
            String title = Fonts.fit(chart.title(), plot.getWidth(), Canvas.BODY);
            canvas.text(title, plot.getCenterX(), plot.getY() - 7, Align.MIDDLE, Canvas.BODY);
            if (!options.shareX()) {
                xLabel(canvas, chart, plot.getCenterX(), plot.getMaxY(), plot.getWidth());
            }
        }
        Rectangle2D all = plots.stream().reduce(plots.get(0), Rectangle2D::createUnion);
        if (options.shareX()) {
            xLabel(canvas, charts.get(0), all.getCenterX(), all.getMaxY(), all.getWidth());
        }
        yLabels(canvas, all);
        below(canvas, all);
    }

    private static void xLabel(Canvas canvas, LineChart chart, double x, double bottom, double width) {
        String text = Fonts.fit(chart.x().label(), width, Canvas.BODY);
        canvas.text(text, x, bottom + numbers(chart) + LABEL / 2 + 1, Align.MIDDLE, Canvas.BODY);
    }

    private void yLabels(Canvas canvas, Rectangle2D all) {
        double x = MARGIN + Canvas.BODY / 2;
        boolean one = charts.stream().map(c -> c.y().label()).distinct().count() == 1
                && (columns > 1 || options.shareY() != Sharing.NONE);
        if (one) {
            String text = Fonts.fit(charts.get(0).y().label(), all.getHeight() + TITLE, Canvas.BODY);
            canvas.upwards(text, x, all.getCenterY(), Canvas.BODY);
            return;
        }
        for (int row = 0; row < rows; row++) {
            Rectangle2D plot = plots.get(row * columns);
            String text = charts.get(row * columns).y().label();
            canvas.upwards(Fonts.fit(text, plot.getHeight(), Canvas.BODY), x, plot.getCenterY(), Canvas.BODY);
        }
    }

    private void below(Canvas canvas, Rectangle2D all) {
        double end = height - footer.height();
        switch (options.legend()) {
            case RIGHT -> {
                double x = options.width() - MARGIN - legend.width();
                double middle = all.getCenterY() - legend.height() / 2;
                double top = Math.max(MARGIN, Math.min(middle, end - MARGIN - legend.height()));
                legend.draw(canvas, x, top);
            }
            case BELOW -> legend.draw(canvas, MARGIN, end - MARGIN - legend.height());
            case NONE -> {
                // Nothing stands there.
            }
        }
        footer.draw(canvas, MARGIN, end);
    }
}
