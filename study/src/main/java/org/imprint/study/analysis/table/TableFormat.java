package org.imprint.study.analysis.table;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Named;
import org.imprint.core.text.Escapes;
import org.imprint.lab.text.CsvForm;

/** A written form of a table. */
public enum TableFormat implements Named {
    /** Plain text: heading, notes, columns as wide as their widest cell. */
    TEXT("txt", TableFormat::text),
    /** GitHub-flavoured Markdown: the grid alone. */
    MARKDOWN("md", TableFormat::markdown),
    /** A LaTeX {@code table} for the package {@code booktabs}; heading and notes are its caption. */
    LATEX("tex", TableFormat::latex),
    /** RFC 4180 with a header line; lines end with LF, numbers are not rounded. */
    CSV("csv", table -> csv(table, CsvForm.EXACT));

    private final String wireName;
    private final Function<Table, String> writer;

    TableFormat(String wireName, Function<Table, String> writer) {
        this.wireName = wireName;
        this.writer = writer;
    }

    /** Returns the ending of file names. */
    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns a table in this form; ends with a line break. */
    public String write(Table table) {
        return writer.apply(table);
    }

    private static String text(Table table) {
        int[] width = IntStream.range(0, table.columns().size())
                .map(c -> Math.max(
                        length(table.columns().get(c).title()),
                        table.rows().stream()
                                .mapToInt(
                                        row -> length(Escapes.legible(row.get(c).shown())))
                                .max()
                                .orElse(0)))
                .toArray();
        StringBuilder out = new StringBuilder(Escapes.legible(table.title())).append('\n');
        table.notes().forEach(note -> out.append(Escapes.legible(note)).append('\n'));
        List<String> titles = table.columns().stream().map(Column::title).toList();
        out.append('\n').append(textLine(table, titles, width)).append('\n');
        out.append("-".repeat(IntStream.of(width).sum() + 2 * (width.length - 1)))
                .append('\n');
        table.rows()
                .forEach(row -> out.append(textLine(
                                table,
                                row.stream()
                                        .map(cell -> Escapes.legible(cell.shown()))
                                        .toList(),
                                width))
                        .append('\n'));
        return out.toString();
    }

    private static String textLine(Table table, List<String> cells, int[] width) {
        return IntStream.range(0, width.length)
                .mapToObj(c -> {
                    String pad = " ".repeat(width[c] - length(cells.get(c)));
                    return table.columns().get(c).numeric() ? pad + cells.get(c) : cells.get(c) + pad;
                })
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String markdown(Table table) {
        StringBuilder out = new StringBuilder();
        out.append(markdownLine(table.columns().stream().map(Column::title)));
        out.append(table.columns().stream()
                .map(column -> column.numeric() ? "--:" : "---")
                .collect(Collectors.joining("|", "|", "|\n")));
        table.rows().forEach(row -> out.append(markdownLine(row.stream().map(Cell::shown))));
        return out.toString();
    }

    private static String markdownLine(Stream<String> cells) {
        return cells.map(Escapes::markdown).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String latex(Table table) {
        String columns = table.columns().stream()
                .map(column -> column.numeric() ? "r" : "l")
                .collect(Collectors.joining());
        String caption = Escapes.latex((table.title() + ". " + String.join(" ", table.notes())).strip());
        StringBuilder out = new StringBuilder(
                "% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n  \\small\n  \\setlength{\\tabcolsep}{4pt}\n");
        // The list of tables has the title alone.
        out.append("  \\caption[")
                .append(Escapes.latex(table.title()))
                .append("]{")
                .append(caption)
                .append("}\n  \\label{tab:")
                .append(table.name())
                .append("}\n");
        out.append("  \\begin{tabular}{").append(columns).append("}\n    \\toprule\n");
        out.append(latexLine(table.columns().stream().map(Column::title))).append("    \\midrule\n");
        table.rows()
                .forEach(row -> out.append(latexLine(IntStream.range(0, row.size())
                        .mapToObj(c ->
                                latexCell(table.columns().get(c), row.get(c).shown())))));
        return out.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
    }

    /** A hyphen before a number would be set as one; a minus is wider. */
    private static String latexCell(Column column, String shown) {
        return column.numeric() ? shown.replace('-', '−') : shown;
    }

    private static String latexLine(Stream<String> cells) {
        return cells.map(Escapes::latex).collect(Collectors.joining(" & ", "    ", " \\\\\n"));
    }

    /** Returns a table as CSV; ends with a line break. */
    public static String csv(Table table, CsvForm form) {
        StringBuilder out = new StringBuilder();
        out.append(form.line(table.columns().stream().map(Column::key).toList()))
                .append('\n');
        table.rows()
                .forEach(row -> out.append(
                                form.line(row.stream().map(Cell::exact).toList()))
                        .append('\n'));
        return out.toString();
    }
}
