package org.imprint.study.figure.chart;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.axis.Span;
import org.imprint.study.figure.axis.Tick;
import org.imprint.study.figure.axis.Ticks;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Fonts;
import org.imprint.study.figure.canvas.Look;
import org.imprint.study.figure.canvas.Marker;

/** The inside of one panel: axes, grid, rules, series; one region, or two of a broken y axis. */
final class PlotArea {

    static final double LINE_WIDTH = 1.1;
    static final double TICK = 2.5;
    static final double TICK_GAP = 2;

    private static final double FRAME_WIDTH = 0.7;
    private static final double BAND = 0.18;
    private static final double BREAK_GAP = 7;
    private static final double LEAST_SHARE = 0.28;
    private static final double MARKED = 1.6;

    private final LineChart chart;
    private final Rectangle2D box;
    private final Span x;
    private final List<Region> regions;

    /** A part of the plot with its stretch of the y axis. */
    private record Region(Rectangle2D box, Span y, List<Tick> ticks) {

        /** Numbers beside the signs of a break would run into them. */
        Region withoutTicksAtEnds() {
            List<Tick> clear = ticks.stream()
                    .filter(t -> at(t.value()) > box.getY() + BREAK_GAP && at(t.value()) < box.getMaxY() - 1)
                    .toList();
            return new Region(box, y, clear);
        }

        double at(double value) {
            return box.getMaxY() - box.getHeight() * y.fraction(value);
        }
    }

    PlotArea(LineChart chart, Rectangle2D box, Span x, List<Span> y) {
        this.chart = chart;
        this.box = box;
        this.x = x;
        this.regions = regions(chart.y(), box, y);
    }

    /** Returns how wide the numbers at the y axis are. */
    static double numberWidth(Axis axis, double height, List<Span> y) {
        Rectangle2D any = new Rectangle2D.Double(0, 0, 1, height);
        return regions(axis, any, y).stream()
                .flatMap(region -> region.ticks().stream())
                .mapToDouble(tick -> Fonts.width(tick.label(), Canvas.SMALL))
                .max()
                .orElse(0);
    }

    private static List<Region> regions(Axis axis, Rectangle2D box, List<Span> spans) {
        double share = 1;
        if (spans.size() > 1) {
            double lower = spans.get(0).max() - spans.get(0).min();
            double upper = spans.get(1).max() - spans.get(1).min();
            share = Math.max(LEAST_SHARE, Math.min(1 - LEAST_SHARE, lower / (lower + upper)));
        }
        double room = box.getHeight() - BREAK_GAP * (spans.size() - 1);
        List<Region> regions = new ArrayList<>();
        double bottom = box.getMaxY();
        for (Span span : spans) {
            double height = room * (regions.isEmpty() ? share : 1 - share);
            Rectangle2D part = new Rectangle2D.Double(box.getX(), bottom - height, box.getWidth(), height);
            Region whole = new Region(part, span, Ticks.vertical(axis, span, height));
            regions.add(spans.size() > 1 ? whole.withoutTicksAtEnds() : whole);
            bottom -= height + BREAK_GAP;
        }
        return regions;
    }

    void draw(Canvas canvas, boolean numbersLeft, List<Tick> below, boolean numbersBelow) {
        for (Region region : regions) {
            grid(canvas, region, numbersLeft);
            canvas.clipped(grown(region.box()), inside -> {
                chart.rules().forEach(rule -> rule(inside, region, rule));
                chart.series().forEach(series -> band(inside, region, series));
                chart.series().forEach(series -> line(inside, region, series));
                chart.series().forEach(series -> markers(inside, region, series));
            });
        }
        frame(canvas, below, numbersBelow);
        if (chart.series().stream().noneMatch(Series::isThere)) {
            canvas.text("no data", box.getCenterX(), box.getCenterY(), Align.MIDDLE, Canvas.BODY, Canvas.MIDDLE);
        }
    }

    /** A marker at the edge of a plot is drawn whole. */
    private Rectangle2D grown(Rectangle2D part) {
        double by = regions.size() > 1 ? BREAK_GAP / 2 : 4;
        return new Rectangle2D.Double(
                part.getX() - 4, part.getY() - by, part.getWidth() + 8, part.getHeight() + 2 * by);
    }

    private double at(double value) {
        return box.getX() + box.getWidth() * x.fraction(value);
    }

    private double at(Series series, Point p) {
        return at(p.x()) + series.look().shift();
    }

    private void grid(Canvas canvas, Region region, boolean numbers) {
        double left = box.getX();
        for (Tick tick : region.ticks()) {
            double y = region.at(tick.value());
            canvas.line(left, y, box.getMaxX(), y, Canvas.FAINT, 0.5, Dash.SOLID);
            canvas.line(left - TICK, y, left, y, Canvas.MIDDLE, FRAME_WIDTH, Dash.SOLID);
            if (numbers) {
                canvas.text(tick.label(), left - TICK - TICK_GAP, y, Align.END, Canvas.SMALL);
            }
        }
    }

    private void frame(Canvas canvas, List<Tick> below, boolean numbers) {
        double bottom = box.getMaxY();
        if (chart.x().scale() == Axis.Scale.BARE && chart.y().scale() == Axis.Scale.BARE) {
            canvas.outline(box, Canvas.FAINT, FRAME_WIDTH, Dash.SOLID);
            return;
        }
        for (Region region : regions) {
            Rectangle2D part = region.box();
            canvas.line(part.getX(), part.getY(), part.getX(), part.getMaxY(), Canvas.MIDDLE, FRAME_WIDTH, Dash.SOLID);
        }
        if (regions.size() > 1) {
            double upper = regions.get(1).box().getMaxY();
            for (double y : new double[] {upper, upper + BREAK_GAP}) {
                canvas.line(box.getX() - 3.5, y + 2, box.getX() + 3.5, y - 2, Canvas.INK, FRAME_WIDTH, Dash.SOLID);
            }
        }
        canvas.line(box.getX(), bottom, box.getMaxX(), bottom, Canvas.MIDDLE, FRAME_WIDTH, Dash.SOLID);
        for (Tick tick : below) {
            double at = at(tick.value());
            canvas.line(at, bottom, at, bottom + TICK, Canvas.MIDDLE, FRAME_WIDTH, Dash.SOLID);
            if (numbers) {
                double y = bottom + TICK + TICK_GAP + Canvas.SMALL / 2;
                canvas.text(tick.label(), at, y, Align.MIDDLE, Canvas.SMALL);
            }
        }
    }

    private void rule(Canvas canvas, Region region, Rule rule) {
        Rectangle2D part = region.box();
        Look look = rule.look();
        switch (rule.direction()) {
            case LEVEL -> {
                if (region.y().holds(rule.value())) {
                    double y = region.at(rule.value());
                    canvas.line(part.getX(), y, part.getMaxX(), y, look.colour(), LINE_WIDTH, look.dash());
                }
            }
            case DIVIDE -> {
                if (x.holds(rule.value())) {
                    double at = at(rule.value());
                    canvas.line(at, part.getY(), at, part.getMaxY(), look.colour(), 0.8, look.dash());
                }
            }
            case DIAGONAL -> canvas.clipped(part, inside -> diagonal(inside, region, look));
        }
    }

    private void diagonal(Canvas canvas, Region region, Look look) {
        double low = Math.max(x.min(), region.y().min());
        double high = Math.min(x.max(), region.y().max());
        if (low < high) {
            canvas.line(at(low), region.at(low), at(high), region.at(high), look.colour(), LINE_WIDTH, look.dash());
        }
    }

    private void band(Canvas canvas, Region region, Series series) {
        Color colour = series.look().colour();
        Color light = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * BAND));
        for (List<Point> run : runs(series.points(), Point::hasInterval)) {
            if (series.look().dash() == Dash.NONE || run.size() == 1) {
                run.forEach(p -> canvas.line(
                        at(series, p),
                        region.at(p.low()),
                        at(series, p),
                        region.at(p.high()),
                        colour,
                        0.8,
                        Dash.SOLID));
                continue;
            }
            Path2D path = new Path2D.Double();
            path.moveTo(at(series, run.get(0)), region.at(run.get(0).high()));
            run.forEach(p -> path.lineTo(at(series, p), region.at(p.high())));
            for (int i = run.size() - 1; i >= 0; i--) {
                path.lineTo(at(series, run.get(i)), region.at(run.get(i).low()));
            }
            path.closePath();
            canvas.fill(path, light);
        }
    }

    private void line(Canvas canvas, Region region, Series series) {
        if (series.look().dash() == Dash.NONE || !touches(region, series)) {
            return;
        }
        for (List<Point> run : runs(series.points(), Point::isThere)) {
            if (run.size() == 1) {
                continue;
            }
            Path2D path = new Path2D.Double();
            path.moveTo(at(series, run.get(0)), region.at(run.get(0).y()));
            run.subList(1, run.size()).forEach(p -> path.lineTo(at(series, p), region.at(p.y())));
            canvas.outline(
                    path, series.look().colour(), LINE_WIDTH, series.look().dash());
        }
    }

    private void markers(Canvas canvas, Region region, Series series) {
        Look look = series.look();
        for (Point p : series.points()) {
            if (!p.isThere() || !region.y().holds(p.y())) {
                continue;
            }
            double px = at(series, p);
            double py = region.at(p.y());
            if (series.marked().contains(p.x())) {
                Marker marker = look.marker() == Marker.NONE ? Marker.CIRCLE : look.marker();
                canvas.fill(marker.at(px, py, MARKED * look.size()), Canvas.INK);
                canvas.fill(marker.at(px, py, MARKED * look.size() - 2.4), look.colour());
            } else if (look.marker() == Marker.NONE && isAlone(series, p)) {
                canvas.marker(px, py, look.withMarker(Marker.CIRCLE).withSize(3));
            } else {
                canvas.marker(px, py, look);
            }
        }
    }

    private static boolean touches(Region region, Series series) {
        return series.points().stream().anyMatch(p -> p.isThere() && region.y().holds(p.y()));
    }

    /** A point between gaps has no line to be seen by. */
    private static boolean isAlone(Series series, Point p) {
        return runs(series.points(), Point::isThere).stream().anyMatch(run -> run.size() == 1 && run.contains(p));
    }

    private static List<List<Point>> runs(List<Point> points, java.util.function.Predicate<Point> there) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (Point p : points) {
            if (there.test(p)) {
                run.add(p);
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }
}
