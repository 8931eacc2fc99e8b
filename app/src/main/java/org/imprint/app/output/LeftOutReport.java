package org.imprint.app.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.imprint.app.text.Terminal;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.file.AtomicFile;

/** Tells what was left out of the images: counts in one line, names in a file or in JSON. */
public final class LeftOutReport {

    private static final String SUFFIX = ".left-out.txt";

    private LeftOutReport() {}

    /** Returns the file of names that belongs to a file of results. */
    public static Path fileFor(Path results) {
        return results.resolveSibling(results.getFileName() + SUFFIX);
    }

    /**
     * Writes the names, one line each with the reason; where nothing was left out, a file of an earlier run is removed.
     *
     * @return the line for people, {@code left out: 60 .webp, 2 unreadable (names in FILE)}; empty if nothing was left out
     */
    public static String write(LeftOut leftOut, Path file) {
        try {
            if (leftOut.isEmpty()) {
                Files.deleteIfExists(file);
                return "";
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            String lines = leftOut.items().stream()
                    .map(i -> Terminal.oneLine(i.toString()) + "\n")
                    .collect(Collectors.joining());
            AtomicFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
        return line(leftOut) + " (names in " + file + ")";
    }

    /** Returns the counts in one line; empty if nothing was left out. */
    public static String line(LeftOut leftOut) {
        return leftOut.isEmpty() ? "" : "left out: " + leftOut;
    }

    /** Adds counts and names to a JSON object, as {@code left_out}. */
    public static void addTo(ObjectNode object, LeftOut leftOut) {
        ObjectNode node = object.putObject("left_out");
        leftOut.counts().forEach(node.putObject("counts")::put);
        ArrayNode names = node.putArray("items");
        leftOut.items()
                .forEach(i -> names.addObject()
                        .put("name", i.name())
                        .put("reason", i.group())
                        .put("detail", i.detail()));
    }
}
