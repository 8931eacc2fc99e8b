package org.imprint.app.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.Checks;

/** A table in plain text: columns as wide as their widest cell, numbers to the right. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    /** Creates a table with one header row. */
    public TextTable(String... header) {
        columns = header.length;
        rows.add(shown(header));
    }

    /** Adds a row of as many cells as the header has. */
    public TextTable row(String... cells) {
        Checks.require(cells.length == columns, "row must have " + columns + " cells", cells.length);
        rows.add(shown(cells));
        return this;
    }

    /** A cell is as wide as what is shown of it, and has one line. */
    private static List<String> shown(String... cells) {
        return Stream.of(cells).map(Terminal::oneLine).toList();
    }

    /** Returns the lines, header first, a rule below it. */
    public List<String> lines() {
        int[] width = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            numeric[c] = true;
            for (int r = 0; r < rows.size(); r++) {
                String cell = rows.get(r).get(c);
                width[c] = Math.max(width[c], cell.length());
                numeric[c] &= r == 0 || cell.isEmpty() || Character.isDigit(cell.charAt(0)) || cell.charAt(0) == '-';
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, width, numeric));
            if (lines.size() == 1) {
                lines.add("-".repeat(lines.get(0).length()));
            }
        }
        return lines;
    }

    private static String line(List<String> row, int[] width, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < width.length; c++) {
            String pad = " ".repeat(width[c] - row.get(c).length());
            line.append(c == 0 ? "" : "  ").append(numeric[c] ? pad + row.get(c) : row.get(c) + pad);
        }
        return line.toString().stripTrailing();
    }
}
