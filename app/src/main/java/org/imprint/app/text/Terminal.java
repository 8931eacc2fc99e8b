package org.imprint.app.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;

/**
 * The way to the terminal, and the only one: what could steer it is shown instead, as <code>&#92;u001b</code>.
 *
 * <p>Names in files, YAML, folders and published results are text of strangers. Shown are the controls C0 (but line feed and tab), DEL and
 * C1, marks that change the direction of writing, invisible marks (but the joiners that scripts need) and line separators. The form is
 * that of JSON, so JSON that is printed keeps its meaning.
 */
public final class Terminal extends PrintWriter {

    private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
    private static final char ZERO_WIDTH_JOINER = '\u200d';
    private static final char SOFT_HYPHEN = '\u00ad';

    private final Writer raw;

    /** Creates a way to a writer that is flushed with every line. */
    public Terminal(Writer to) {
        super(new Shown(to), true);
        this.raw = to;
    }

    /** Moves to the beginning of the line, where a writer is a terminal. */
    static void rewind(PrintWriter to) {
        to.flush();
        try {
            (to instanceof Terminal terminal ? terminal.raw : to).write('\r');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be written to", e);
        }
    }

    /** Returns a text on one line, with everything shown that could steer a terminal, line feeds too. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> show(line, (char) c, true));
        return line.toString();
    }

    private static void show(StringBuilder to, char c, boolean lineFeeds) {
        if (steers(c) && (lineFeeds || c != '\n')) {
            to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            to.append(c);
        }
    }

    private static boolean steers(char c) {
        if (c == '\t' || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER || c == SOFT_HYPHEN) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Writes what may be seen. */
    private static final class Shown extends FilterWriter {

        Shown(Writer to) {
            super(to);
        }

        @Override
        public void write(int c) throws IOException {
            write(new char[] {(char) c}, 0, 1);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            write(text.substring(from, from + length).toCharArray(), 0, length);
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            StringBuilder shown = new StringBuilder(length);
            for (int i = from; i < from + length; i++) {
                boolean lineEnd = text[i] == '\r' && i + 1 < from + length && text[i + 1] == '\n';
                if (lineEnd) {
                    shown.append('\r');
                } else {
                    show(shown, text[i], false);
                }
            }
            out.write(shown.toString());
        }
    }
}
