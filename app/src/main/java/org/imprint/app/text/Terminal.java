package org.imprint.app.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.imprint.core.text.Legible;

/**
 * The way to the terminal, and the only one: what could steer it is shown instead, as <code>&#92;u001b</code>.
 *
 * <p>Names in files, YAML, folders and published results are text of strangers. Shown is what {@link Legible} calls hidden, but
 * line feeds and tabs. The form is that of JSON, so JSON that is printed keeps its meaning.
 */
public final class Terminal extends PrintWriter {

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
        text.codePoints().forEach(c -> show(line, c, true));
        return line.toString();
    }

    private static void show(StringBuilder to, int c, boolean lineFeeds) {
        if (Legible.isHidden(c) && c != '\t' && (lineFeeds || c != '\n') && !isHalf(c)) {
            to.append(Legible.escape(c));
        } else {
            to.appendCodePoint(c);
        }
    }

    /** Halves of one character may come in two calls; alone they are for the encoding to replace. */
    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
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
            for (int i = from; i < from + length; ) {
                int c = Character.codePointAt(text, i, from + length);
                boolean lineEnd = c == '\r' && i + 1 < from + length && text[i + 1] == '\n';
                if (lineEnd) {
                    shown.append('\r');
                } else {
                    show(shown, c, false);
                }
                i += Character.charCount(c);
            }
            out.write(shown.toString());
        }
    }
}
