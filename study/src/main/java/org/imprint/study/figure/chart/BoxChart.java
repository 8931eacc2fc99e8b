package org.imprint.study.figure.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.FigureTable;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.axis.Span;
import org.imprint.study.figure.axis.Tick;
import org.imprint.study.figure.axis.Ticks;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Fonts;
import org.imprint.study.figure.canvas.Look;

/**
 * Distributions side by side: a box from the first to the third quartile with the median, whiskers to the last value within
 * 1.5 box lengths, and every value as a point.
 *
 * @param axis of the values, horizontal
 * @param groups from top to bottom
 */
public record BoxChart(Axis axis, List<Group> groups) {

    private static final double MARGIN = 4;
    private static final double ROW = 20;
    /** Half the height of a box, which stands in the upper half of its row; points stand in the lower half. */
    private static final double HALF_BOX = 3;

    private static final double BOX_ABOVE = 4.5;
    private static final double POINTS_BELOW = 4.5;
    private static final double NAME_SHARE = 0.45;
    private static final double REACH = 1.5;

    /** Copies the list and checks that there is a group, and that no value lies at or below zero of a logarithmic axis. */
    public BoxChart {
        groups = List.copyOf(groups);
        Checks.require(!groups.isEmpty(), "a box chart needs at least one group", 0);
        for (Group group : groups) {
            for (double value : group.values()) {
                if (axis.scale() == Axis.Scale.LOG) {
                    Checks.positive("'" + group.name() + "': a value on a logarithmic axis", value);
                }
            }
        }
    }

    /**
     * Values of one kind.
     *
     * @param name to the left
     * @param values NaN for missing ones
     */
    public record Group(String name, List<Double> values) {

        /** Copies the values; missing ones are left out. */
        public Group {
            values = values.stream().filter(v -> !Double.isNaN(v)).sorted().toList();
        }
    }

    /** Returns the figure; its height follows from the number of groups. */
    public Figure figure(String title, String caption, double width) {
        double height = 2 * MARGIN + groups.size() * ROW + PlotArea.TICK + PlotArea.TICK_GAP + Canvas.SMALL + 14;
        return new Figure(title, caption, width, Math.ceil(height), canvas -> draw(canvas, width), table());
    }

    private FigureTable table() {
        List<List<String>> rows = new ArrayList<>();
        groups.forEach(g -> g.values().forEach(v -> rows.add(List.of(g.name(), FigureTable.cell(v)))));
        return new FigureTable(List.of("group", "value"), rows);
    }

    private void draw(Canvas canvas, double width) {
        List<String> names = groups.stream()
                .map(g -> Fonts.fit(g.name(), NAME_SHARE * width, Canvas.BODY))
                .toList();
        double left = MARGIN + Fonts.widest(names, Canvas.BODY) + 5;
        Rectangle2D box = new Rectangle2D.Double(left, MARGIN, width - left - MARGIN - 12, groups.size() * ROW);
        List<double[]> ranges = groups.stream()
                .filter(g -> !g.values().isEmpty())
                .map(g -> new double[] {
                    g.values().get(0), g.values().get(g.values().size() - 1)
                })
                .toList();
        Span span = Span.over(axis, ranges);
        scale(canvas, box, span);
        for (int i = 0; i < groups.size(); i++) {
            double y = box.getY() + (i + 0.5) * ROW;
            canvas.text(names.get(i), left - 5, y, Align.END, Canvas.BODY);
            group(canvas, groups.get(i).values().stream().mapToDouble(v -> v).toArray(), y, box, span, Look.of(i));
        }
    }

    private void scale(Canvas canvas, Rectangle2D box, Span span) {
        double bottom = box.getMaxY();
        for (Tick tick : Ticks.horizontal(axis, span, box.getWidth())) {
            double x = box.getX() + box.getWidth() * span.fraction(tick.value());
            canvas.line(x, box.getY(), x, bottom, Canvas.FAINT, 0.5, Dash.SOLID);
            canvas.line(x, bottom, x, bottom + PlotArea.TICK, Canvas.MIDDLE, 0.7, Dash.SOLID);
            double y = bottom + PlotArea.TICK + PlotArea.TICK_GAP + Canvas.SMALL / 2;
            canvas.text(tick.label(), x, y, Align.MIDDLE, Canvas.SMALL);
        }
        canvas.line(box.getX(), bottom, box.getMaxX(), bottom, Canvas.MIDDLE, 0.7, Dash.SOLID);
        String label = Fonts.fit(axis.label(), box.getWidth(), Canvas.BODY);
        canvas.text(label, box.getCenterX(), bottom + PlotArea.TICK + 17, Align.MIDDLE, Canvas.BODY);
    }

    private static void group(Canvas canvas, double[] values, double y, Rectangle2D area, Span span, Look look) {
        if (values.length == 0) {
            canvas.text("no data", area.getX() + 4, y, Align.START, Canvas.SMALL, Canvas.MIDDLE);
            return;
        }
        double[] at = Arrays.stream(values)
                .map(v -> area.getX() + area.getWidth() * span.fraction(v))
                .toArray();
        if (values.length > 1) {
            box(canvas, values, y - BOX_ABOVE, area, span);
        }
        for (int i = 0; i < at.length; i++) {
            // The golden ratio fills the height evenly without drawing lots.
            double shift = POINTS_BELOW + (i * 0.618034 % 1 - 0.5) * 2 * HALF_BOX;
            canvas.marker(at[i], y + (at.length == 1 ? 0 : shift), look.withSize(2.8));
        }
    }

    private static void box(Canvas canvas, double[] values, double y, Rectangle2D area, Span span) {
        double low = Point.quantile(values, 0.25);
        double high = Point.quantile(values, 0.75);
        double reach = REACH * (high - low);
        // A quartile between two values may lie beyond the last near one: then there is no whisker.
        double first = Math.min(
                low, Arrays.stream(values).filter(v -> v >= low - reach).min().orElse(low));
        double last = Math.max(
                high, Arrays.stream(values).filter(v -> v <= high + reach).max().orElse(high));
        double[] x = Arrays.stream(new double[] {first, low, Point.quantile(values, 0.5), high, last})
                .map(v -> area.getX() + area.getWidth() * span.fraction(v))
                .toArray();
        Rectangle2D quartiles = new Rectangle2D.Double(x[1], y - HALF_BOX, x[3] - x[1], 2 * HALF_BOX);
        canvas.fill(quartiles, Color.WHITE);
        canvas.line(x[0], y, x[1], y, Canvas.INK, 0.7, Dash.SOLID);
        canvas.line(x[3], y, x[4], y, Canvas.INK, 0.7, Dash.SOLID);
        canvas.outline(quartiles, Canvas.INK, 0.7, Dash.SOLID);
        canvas.line(x[2], y - HALF_BOX, x[2], y + HALF_BOX, Canvas.INK, 1.8, Dash.SOLID);
    }
}
