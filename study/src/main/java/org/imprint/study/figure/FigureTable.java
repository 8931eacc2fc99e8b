package org.imprint.study.figure;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.lab.text.CsvForm;

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

    /** Returns the table as CSV with a header. */
    public String csv(CsvForm form) {
        StringBuilder text = new StringBuilder(form.line(columns)).append('\n');
        rows.forEach(row -> text.append(form.line(row)).append('\n'));
        return text.toString();
    }
}
