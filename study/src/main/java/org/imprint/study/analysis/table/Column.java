package org.imprint.study.analysis.table;

/**
 * A column of a table.
 *
 * @param title heading for readers
 * @param key heading for programs: unique in a table, of letters, digits and {@code _}
 * @param numeric whether it stands to the right
 */
public record Column(String title, String key, boolean numeric) {

    /** Returns a column of words. */
    public static Column words(String title, String key) {
        return new Column(title, key, false);
    }

    /** Returns a column of numbers. */
    public static Column numbers(String title, String key) {
        return new Column(title, key, true);
    }
}
