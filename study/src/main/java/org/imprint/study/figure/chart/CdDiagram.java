package org.imprint.study.figure.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.FigureTable;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Drawing;
import org.imprint.study.figure.canvas.Fonts;
import org.imprint.study.stats.Clique;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.RankedMethod;
import org.imprint.study.stats.Verdict;

/**
 * A critical-difference diagram: average ranks on an axis, bars that join methods which are not told apart.
 *
 * <p>Each method hangs from its rank and has a column of its own, also among equal ranks; a bar bears a dot on the column of
 * each member, so that it says nothing about a method which it merely passes. Bars with gaps, which {@code reference} semantics
 * can give, are dotted, and the caption tells so. Ranks stand beside the names. With Nemenyi's test the critical difference is
 * drawn to scale.
 *
 * @param comparison what to draw; with fewer than two methods the sentence that says why stands in the figure
 */
public record CdDiagram(Comparison comparison) {

    /** Returns the diagram of a comparison. */
    public static CdDiagram of(Comparison comparison) {
        return new CdDiagram(comparison);
    }

    /** Returns the methods by rising average rank, as drawn. */
    public List<RankedMethod> methods() {
        return order().stream().map(comparison.methods()::get).toList();
    }

    /** Returns the bars: positions in {@link #methods()} of two members or more, rising. */
    public List<List<Integer>> bars() {
        List<Integer> order = order();
        return comparison.cliques().stream()
                .map(Clique::members)
                .filter(members -> members.size() > 1)
                .map(members -> members.stream().map(order::indexOf).sorted().toList())
                .sorted(Comparator.<List<Integer>>comparingInt(bar -> bar.get(0))
                        .thenComparing(bar -> bar.get(bar.size() - 1))
                        .thenComparing(List::toString))
                .toList();
    }

    /** Returns the figure in the width of a page. */
    public Figure figure() {
        return figure(Figure.PAGE);
    }

    /** Returns the figure; its height follows from the names and bars. */
    public Figure figure(double width) {
        String title = "Critical-difference diagram";
        if (comparison.methods().size() < 2) {
            String sentence = comparison.verdict().sentence();
            List<String> lines = Fonts.wrap(sentence, width - 16, Canvas.BODY, 10);
            double row = Canvas.LINE * Canvas.BODY;
            Drawing drawing = canvas -> IntStream.range(0, lines.size())
                    .forEach(i -> canvas.text(lines.get(i), 8, 8 + (i + 0.5) * row, Align.START, Canvas.BODY));
            return new Figure(title, caption(), width, Math.ceil(16 + lines.size() * row), drawing, table());
        }
        CdLayout layout = new CdLayout(methods(), bars(), comparison.criticalDifference(), width);
        return new Figure(title, caption(), width, layout.height(), layout::draw, table());
    }

    /** Returns what is shown, of how many, and what a bar means. */
    public String caption() {
        int methods = comparison.methods().size();
        if (methods < 2) {
            return comparison.verdict().sentence();
        }
        int blocks = comparison.missing().keptBlocks();
        StringBuilder text = new StringBuilder("Average ranks of " + methods + " methods over " + blocks
                + (blocks == 1 ? " block" : " blocks") + " (1 is best).");
        if (comparison.verdict().kind() == Verdict.Kind.UNTESTABLE) {
            text.append(' ').append(comparison.verdict().sentence());
        }
        text.append(' ').append(comparison.barMeaning());
        if (bars().stream().anyMatch(CdLayout::hasGaps)) {
            text.append(" A dotted bar joins only the methods that bear a dot, not those that it passes.");
        }
        int without = comparison.pairsWithoutBar().size();
        if (without > 0) {
            text.append(" For ")
                    .append(without == 1 ? "1 pair" : without + " pairs")
                    .append(" not told apart no bar can be drawn, since a method between them differs.");
        }
        if (!comparison.missing().gaps().isEmpty()) {
            text.append(' ').append(comparison.missing().sentence());
        }
        return text.toString();
    }

    private List<Integer> order() {
        List<RankedMethod> methods = comparison.methods();
        return IntStream.range(0, methods.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> methods.get(i).averageRank())
                        .thenComparing(i -> i))
                .toList();
    }

    private FigureTable table() {
        List<RankedMethod> methods = methods();
        List<List<Integer>> bars = bars();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            int at = i;
            String memberOf = IntStream.range(0, bars.size())
                    .filter(bar -> bars.get(bar).contains(at))
                    .mapToObj(bar -> Integer.toString(bar + 1))
                    .collect(Collectors.joining(";"));
            RankedMethod method = methods.get(i);
            rows.add(List.of(method.label(), FigureTable.cell(method.averageRank()), memberOf));
        }
        return new FigureTable(List.of("method", "average_rank", "bars"), rows);
    }
}
