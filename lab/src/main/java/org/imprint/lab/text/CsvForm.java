package org.imprint.lab.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imprint.core.text.Legible;

/** How fields of CSV are written: RFC 4180, but lines end in LF. */
public enum CsvForm {
    /** Every field as it is, in quotes if it needs them. */
    EXACT,
    /**
     * For spreadsheets, which run what begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line break: an
     * apostrophe is put before such text. Numbers stay numbers.
     */
    SPREADSHEET;

    /** What formulas begin with. Spreadsheets in East Asian languages take the full-width forms for the narrow ones. */
    public static final String RUN = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    /** Text that is a number, and no formula whatever it begins with. */
    public static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    /** Returns the form that an option {@code --csv-safe} asks for. */
    public static CsvForm of(boolean safe) {
        return safe ? SPREADSHEET : EXACT;
    }

    /** Returns one field. Half characters (lone surrogates), which no file can hold, are shown as escapes. */
    public String field(String text) {
        String whole = encodable(text);
        boolean runs = this == SPREADSHEET && !whole.isEmpty() && RUN.indexOf(whole.charAt(0)) >= 0;
        String safe = runs && !NUMBER.matcher(whole).matches() ? "'" + whole : whole;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    /** Returns text with half characters, which no encoding has, shown. */
    static String encodable(String text) {
        return text.codePoints()
                .mapToObj(c -> isHalf(c) ? Legible.escape(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Returns a line without its end. */
    public String line(List<String> fields) {
        return fields.stream().map(this::field).collect(Collectors.joining(","));
    }
}
