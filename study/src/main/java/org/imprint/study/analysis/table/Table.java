package org.imprint.study.analysis.table;

import java.util.List;
import org.imprint.core.Checks;

/**
 * A table with its heading and what must be said about it.
 *
 * @param name name of its files, without ending
 * @param title heading
 * @param notes one sentence each: what is shown, n, what is missing
 * @param columns at least one
 * @param rows as many cells each as there are columns
 */
public record Table(String name, String title, List<String> notes, List<Column> columns, List<List<Cell>> rows) {

    /** Copies the lists and checks that rows fit. */
    public Table {
        notes = List.copyOf(notes);
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        Checks.require(width > 0, "a table needs at least one column", 0);
        rows.forEach(row -> Checks.require(row.size() == width, "a row must have " + width + " cells", row.size()));
    }
}
