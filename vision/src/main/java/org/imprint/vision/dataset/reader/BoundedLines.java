package org.imprint.vision.dataset.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.data.DataException;

/** The lines of a text, none longer than a limit, so that a file without line ends takes no memory. */
final class BoundedLines {

    private final Path file;
    private final InputStream in;
    private final byte[] line;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    BoundedLines(Path file, InputStream in, int maxLength) {
        this.file = file;
        this.in = in;
        this.line = new byte[maxLength];
    }

    /** Returns the next line without its end; empty where there is none. */
    Optional<String> next() throws IOException {
        int n = 0;
        int b = read();
        if (b < 0) {
            return Optional.empty();
        }
        while (b >= 0 && b != '\n') {
            if (n == line.length) {
                throw new DataException(file + ": a line must have at most " + line.length + " characters, has more");
            }
            line[n++] = (byte) b;
            b = read();
        }
        return Optional.of(new String(line, 0, n, StandardCharsets.ISO_8859_1));
    }

    private int read() throws IOException {
        if (next == end) {
            end = Math.max(0, in.read(buffer));
            next = 0;
            if (end == 0) {
                return -1;
            }
        }
        return buffer[next++] & 0xff;
    }
}
