package org.imprint.study.figure.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Fonts;
import org.imprint.study.figure.canvas.Look;

/** What each line and marker means, in a column or in rows. */
final class Legend {

    private static final double SAMPLE = 20;
    private static final double GAP = 4;
    private static final double BETWEEN = 10;
    private static final double ROW = 11;

    private final List<Entry> entries = new ArrayList<>();
    private double height;
    private double width;

    private Legend() {}

    private record Entry(String name, Look look, double x, double y) {}

    static Legend none() {
        return new Legend();
    }

    static Legend column(Panels panels, double most) {
        Legend legend = new Legend();
        names(panels).forEach((name, look) -> {
            String text = Fonts.fit(name, most - SAMPLE - GAP, Canvas.BODY);
            legend.entries.add(new Entry(text, look, 0, legend.height + ROW / 2));
            legend.width = Math.max(legend.width, SAMPLE + GAP + Fonts.width(text, Canvas.BODY));
            legend.height += ROW;
        });
        return legend;
    }

    /** Rows of equal cells, so that entries stand below each other. */
    static Legend rows(Panels panels, double width) {
        Legend legend = new Legend();
        Map<String, Look> names = names(panels);
        if (names.isEmpty()) {
            return legend;
        }
        double cell = SAMPLE + GAP + Fonts.widest(List.copyOf(names.keySet()), Canvas.BODY) + BETWEEN;
        int columns = (int) Math.max(1, Math.min(names.size(), Math.floor((width + BETWEEN) / cell)));
        int rows = (names.size() + columns - 1) / columns;
        // As few columns as these rows need: the last row is then not almost empty.
        columns = (names.size() + rows - 1) / rows;
        double indent = Math.max(0, (width + BETWEEN - columns * cell) / 2);
        int i = 0;
        for (Map.Entry<String, Look> name : names.entrySet()) {
            String text = Fonts.fit(name.getKey(), width - SAMPLE - GAP, Canvas.BODY);
            double x = indent + i / rows * cell;
            legend.entries.add(new Entry(text, name.getValue(), x, ROW * (i % rows + 0.5)));
            i++;
        }
        legend.height = rows * ROW;
        legend.width = width;
        return legend;
    }

    double height() {
        return height;
    }

    double width() {
        return width;
    }

    void draw(Canvas canvas, double left, double top) {
        for (Entry entry : entries) {
            double x = left + entry.x();
            double y = top + entry.y();
            Look look = entry.look();
            if (look.dash() != Dash.NONE) {
                canvas.line(x, y, x + SAMPLE, y, look.colour(), PlotArea.LINE_WIDTH, look.dash());
            }
            canvas.marker(x + SAMPLE / 2, y, look.withSize(Math.max(look.size(), 4)));
            canvas.text(entry.name(), x + SAMPLE + GAP, y, Align.START, Canvas.BODY);
        }
    }

    private static Map<String, Look> names(Panels panels) {
        Map<String, Look> keys = new LinkedHashMap<>();
        panels.keys().forEach(key -> keys.put(key.name(), key.look()));
        return keys.isEmpty() ? seriesNames(panels.charts()) : keys;
    }

    private static Map<String, Look> seriesNames(List<LineChart> charts) {
        Map<String, Look> looks = new LinkedHashMap<>();
        Map<String, Boolean> there = new LinkedHashMap<>();
        for (LineChart chart : charts) {
            for (Series series : chart.series()) {
                looks.putIfAbsent(series.name(), series.look());
                there.merge(series.name(), series.isThere(), Boolean::logicalOr);
            }
        }
        for (LineChart chart : charts) {
            for (Rule rule : chart.rules()) {
                looks.putIfAbsent(rule.name(), rule.look());
                there.put(rule.name(), true);
            }
        }
        Map<String, Look> named = new LinkedHashMap<>();
        looks.forEach((name, look) -> {
            if (!name.isEmpty()) {
                named.put(there.get(name) ? name : name + " (no data)", look);
            }
        });
        return named;
    }
}
