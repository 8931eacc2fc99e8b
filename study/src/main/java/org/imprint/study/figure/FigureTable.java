package org.imprint.study.figure;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;

/**
 * The numbers that a figure draws.
 *
 * @param columns names of the columns
 * @param rows cells as text, as many as columns
 */
public record FigureTable(List<String> columns, List<List<String>> rows) {

    /** Copies the lists and checks their lengths. */
    public FigureTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            Checks.require(row.size() == columns.size(), "a row must have " + columns.size() + " cells", row.size());
        }
    }

    /** Returns a number as a cell: whole ones without a point, NaN as an empty cell. */
    public static String cell(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    /** Returns the table as CSV with a header (RFC 4180, but lines end in LF). */
    public String csv() {
        List<List<String>> all = new ArrayList<>();
        all.add(columns);
        all.addAll(rows);
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            text.append(String.join(",", row.stream().map(FigureTable::quoted).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
