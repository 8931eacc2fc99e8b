package org.imprint.serve.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * One line of JSON for each request: when, what route, how it ended, how many bytes, how long, from where. No query, no token, no name
 * of a file. A log that cannot be written costs no request; that is told once.
 */
public final class AccessLog implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer out;
    private final Consumer<String> notices;
    private boolean failed;

    private AccessLog(Writer out, Consumer<String> notices) {
        this.out = out;
        this.notices = notices;
    }

    /**
     * A request that has ended.
     *
     * @param time when it began, by ISO 8601 in UTC
     * @param method of HTTP, or {@code other}
     * @param route its pattern, or {@code other}
     * @param status of HTTP
     * @param in bytes of its body
     * @param out bytes of the answer's body
     * @param ms milliseconds from its first byte to the last of its answer
     * @param client address from which it came
     * @param id by which it is called
     */
    record Line(
            String time,
            String method,
            String route,
            int status,
            long in,
            long out,
            double ms,
            String client,
            String id) {}

    /** Returns the log that is written nowhere. */
    public static AccessLog none() {
        return new AccessLog(Writer.nullWriter(), notice -> {});
    }

    /** Returns a log that goes to a writer, which is closed with it. @param notices is told once if it cannot be written */
    public static AccessLog to(Writer out, Consumer<String> notices) {
        return new AccessLog(out, notices);
    }

    /**
     * Returns a log that is added to a file.
     *
     * @param notices is told once if it cannot be written later
     * @throws DataException if the file cannot be opened
     */
    public static AccessLog of(Path file, Consumer<String> notices) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new AccessLog(
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), notices);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written: " + FileTrouble.reason(file, e), e);
        }
    }

    synchronized void write(Line line) {
        if (failed) {
            return;
        }
        try {
            out.write(JSON.writeValueAsString(line) + "\n");
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException | UncheckedIOException e) {
            failed = true;
            notices.accept("the access log cannot be written any more: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            if (!failed) {
                notices.accept("the access log cannot be written: " + e.getMessage());
            }
        }
        failed = true;
    }
}
