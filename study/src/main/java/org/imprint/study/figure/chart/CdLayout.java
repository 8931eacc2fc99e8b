package org.imprint.study.figure.chart;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.core.text.Digits;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.axis.Span;
import org.imprint.study.figure.axis.Tick;
import org.imprint.study.figure.axis.Ticks;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Fonts;
import org.imprint.study.figure.canvas.Marker;
import org.imprint.study.stats.RankedMethod;

/** Where the parts of a critical-difference diagram lie. */
final class CdLayout {

    /** Width of a bar, in points; nothing else in the diagram is as wide. */
    static final double BAR = 2.2;

    private static final double MARGIN = 4;
    private static final double GAP = 3;
    private static final double STUB = 12;
    private static final double AXIS_SHARE = 0.3;
    private static final double COLUMN = 5;
    private static final double LEVEL = 6;
    private static final double LEVEL_DOT = 4.2;
    private static final double SLANT = 12;
    private static final double LINE = Canvas.LINE * Canvas.BODY;
    private static final int MOST_LINES = 4;

    private final List<RankedMethod> methods;
    private final List<List<Integer>> bars;
    private final OptionalDouble critical;
    private final double width;
    private final int lefts;
    private final List<List<String>> names = new ArrayList<>();
    private final double[] labelY;
    private final double[] columns;
    private final int[] levels;
    private final Span ranks;
    private final List<Tick> ticks;
    private double axisLeft;
    private double axisRight;
    private final double axisY;
    private final double hooksY;
    private final double height;

    CdLayout(List<RankedMethod> methods, List<List<Integer>> bars, OptionalDouble critical, double width) {
        this.methods = methods;
        this.bars = bars;
        this.critical = critical;
        this.width = width;
        this.lefts = (methods.size() + 1) / 2;
        this.ranks = ranks();
        placeNames();
        this.ticks = Ticks.horizontal(Axis.linear(""), ranks, axisRight - axisLeft);
        double[] x = methods.stream().mapToDouble(m -> x(m.averageRank())).toArray();
        this.columns = Spacing.apart(x, COLUMN, axisLeft, axisRight);
        this.levels = levels();
        this.axisY = MARGIN + (critical.isPresent() ? 18 : 0) + 2 * LINE + PlotArea.TICK + 2;
        this.hooksY = axisY + SLANT;
        this.labelY = new double[methods.size()];
        this.height = Math.ceil(placeLabels());
    }

    double height() {
        return height;
    }

    /** Returns whether a bar passes methods that are not its members. */
    static boolean hasGaps(List<Integer> bar) {
        return bar.get(bar.size() - 1) - bar.get(0) + 1 > bar.size();
    }

    /** Whole ranks around all averages, and room for the critical difference. */
    private Span ranks() {
        double low = Math.floor(methods.get(0).averageRank() + 1e-9);
        double high = Math.ceil(methods.get(methods.size() - 1).averageRank() - 1e-9);
        return new Span(low, Math.max(Math.max(high, low + 1), low + critical.orElse(0)), false);
    }

    private double x(double rank) {
        return axisLeft + (axisRight - axisLeft) * ranks.fraction(rank);
    }

    /** Names take what they need of each side, but leave a part of the width to the axis; longer ones are broken. */
    private void placeNames() {
        double sides = rankWidth() + 2 * GAP + STUB + MARGIN;
        double most = ((1 - AXIS_SHARE) * width - 2 * sides) / 2;
        for (RankedMethod method : methods) {
            names.add(Fonts.wrap(method.label(), most, Canvas.BODY, MOST_LINES));
        }
        axisLeft = sides + widest(0, lefts);
        axisRight = width - sides - widest(lefts, methods.size());
    }

    private double widest(int from, int to) {
        return names.subList(from, to).stream()
                .mapToDouble(lines -> Fonts.widest(lines, Canvas.BODY))
                .max()
                .orElse(0);
    }

    private double rankWidth() {
        return Fonts.widest(methods.stream().map(CdLayout::rank).toList(), Canvas.SMALL);
    }

    private static String rank(RankedMethod method) {
        return Digits.fixed(method.averageRank(), 2);
    }

    /** Gives each bar the highest level at which it touches no other. */
    private int[] levels() {
        int[] level = new int[bars.size()];
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            List<Integer> bar = bars.get(i);
            int free = 0;
            while (free < ends.size() && ends.get(free) >= bar.get(0)) {
                free++;
            }
            if (free == ends.size()) {
                ends.add(0);
            }
            ends.set(free, bar.get(bar.size() - 1));
            level[i] = free;
        }
        return level;
    }

    private double barY(int bar) {
        return hooksY + 5 + LEVEL * levels[bar];
    }

    /** Outer methods hang highest, so that no line crosses another. Returns where the labels end. */
    private double placeLabels() {
        int most = IntStream.of(levels).max().orElse(-1) + 1;
        double top = hooksY + 6 + LEVEL * most;
        double left = top;
        for (int i = 0; i < lefts; i++) {
            left = placeLabel(i, left);
        }
        double right = top;
        for (int i = methods.size() - 1; i >= lefts; i--) {
            right = placeLabel(i, right);
        }
        return Math.max(left, right) + MARGIN;
    }

    private double placeLabel(int i, double top) {
        double room = names.get(i).size() * LINE + 2;
        labelY[i] = top + room / 2;
        return top + room;
    }

    void draw(Canvas canvas) {
        axis(canvas);
        for (int i = 0; i < methods.size(); i++) {
            hook(canvas, i);
            name(canvas, i);
        }
        for (int bar = 0; bar < bars.size(); bar++) {
            bar(canvas, bar);
        }
        critical.ifPresent(cd -> criticalDifference(canvas, cd));
    }

    private void axis(Canvas canvas) {
        String title = "average rank (1 is best)";
        canvas.text(title, (axisLeft + axisRight) / 2, axisY - PlotArea.TICK - 1.6 * LINE, Align.MIDDLE, Canvas.SMALL);
        canvas.line(axisLeft, axisY, axisRight, axisY, Canvas.INK, 0.8, Dash.SOLID);
        for (Tick tick : ticks) {
            double x = x(tick.value());
            canvas.line(x, axisY - PlotArea.TICK, x, axisY, Canvas.INK, 0.8, Dash.SOLID);
            canvas.text(tick.label(), x, axisY - PlotArea.TICK - 0.6 * LINE, Align.MIDDLE, Canvas.SMALL);
        }
    }

    private boolean isLeft(int i) {
        return i < lefts;
    }

    private double stub(int i) {
        return isLeft(i) ? axisLeft - STUB : axisRight + STUB;
    }

    private void hook(Canvas canvas, int i) {
        Path2D path = new Path2D.Double();
        path.moveTo(x(methods.get(i).averageRank()), axisY);
        path.lineTo(columns[i], hooksY);
        path.lineTo(columns[i], labelY[i]);
        path.lineTo(stub(i), labelY[i]);
        canvas.outline(path, Canvas.MIDDLE, 0.7, Dash.SOLID);
    }

    private void name(Canvas canvas, int i) {
        Align align = isLeft(i) ? Align.END : Align.START;
        double away = isLeft(i) ? -1 : 1;
        double x = stub(i) + away * GAP;
        canvas.text(rank(methods.get(i)), x, labelY[i], align, Canvas.SMALL, Canvas.MIDDLE);
        x += away * (rankWidth() + GAP);
        List<String> lines = names.get(i);
        for (int line = 0; line < lines.size(); line++) {
            double y = labelY[i] + (line - (lines.size() - 1) / 2.0) * LINE;
            canvas.text(lines.get(line), x, y, align, Canvas.BODY);
        }
    }

    private void bar(Canvas canvas, int bar) {
        List<Integer> members = bars.get(bar);
        double y = barY(bar);
        double from = columns[members.get(0)];
        double to = columns[members.get(members.size() - 1)];
        if (hasGaps(members)) {
            canvas.line(from, y, to, y, Canvas.INK, BAR / 2, Dash.DOTTED);
        } else {
            canvas.line(from, y, to, y, Canvas.INK, BAR, Dash.SOLID);
        }
        double size = Math.min(LEVEL_DOT, 0.9 * closest());
        members.forEach(i -> canvas.fill(Marker.CIRCLE.at(columns[i], y, size), Canvas.INK));
    }

    private double closest() {
        return IntStream.range(1, columns.length)
                .mapToDouble(i -> columns[i] - columns[i - 1])
                .min()
                .orElse(COLUMN);
    }

    private void criticalDifference(Canvas canvas, double cd) {
        double y = MARGIN + 13;
        double from = x(ranks.min());
        double to = x(ranks.min() + cd);
        canvas.line(from, y, to, y, Canvas.INK, 1.2, Dash.SOLID);
        canvas.line(from, y - 2.5, from, y + 2.5, Canvas.INK, 1.2, Dash.SOLID);
        canvas.line(to, y - 2.5, to, y + 2.5, Canvas.INK, 1.2, Dash.SOLID);
        String text = String.format(Locale.ROOT, "CD = %.2f", cd);
        canvas.text(text, (from + to) / 2, y - 7, Align.MIDDLE, Canvas.SMALL);
    }
}
