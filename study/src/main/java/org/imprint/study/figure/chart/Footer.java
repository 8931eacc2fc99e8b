package org.imprint.study.figure.chart;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Fonts;

/** A small table below the plots: first column to the left, numbers to the right. */
final class Footer {

    private static final double ROW = 10;
    private static final double MARGIN = 6;
    private static final double GAP = 9;

    private final List<List<String>> rows;
    private final double[] widths;
    private final double gap;
    private final double width;
    private final double indent;

    /** Gaps between columns shrink, down to 3 points, if the table is wider than {@code room}. */
    Footer(List<List<String>> rows, double room) {
        this.rows = rows;
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        this.widths = IntStream.range(0, columns)
                .mapToDouble(
                        j -> Fonts.widest(rows.stream().map(row -> row.get(j)).toList(), Canvas.SMALL))
                .toArray();
        double text = IntStream.range(0, columns).mapToDouble(j -> widths[j]).sum();
        this.gap = columns < 2 ? 0 : Math.max(3, Math.min(GAP, (room - text) / (columns - 1)));
        this.width = text + gap * Math.max(0, columns - 1);
        this.indent = Math.max(0, (room - width) / 2);
    }

    double height() {
        return rows.isEmpty() ? 0 : rows.size() * ROW + 2 * MARGIN;
    }

    void draw(Canvas canvas, double left, double top) {
        double begin = left + indent;
        double y = top + MARGIN + ROW / 2;
        for (int i = 0; i < rows.size(); i++) {
            double x = begin;
            for (int j = 0; j < widths.length; j++) {
                boolean first = j == 0;
                double at = first ? x : x + widths[j];
                canvas.text(rows.get(i).get(j), at, y, first ? Align.START : Align.END, Canvas.SMALL);
                x += widths[j] + gap;
            }
            if (i == 0) {
                canvas.line(begin, y + ROW / 2, begin + width, y + ROW / 2, Canvas.MIDDLE, 0.5, Dash.SOLID);
            }
            y += ROW;
        }
    }
}
