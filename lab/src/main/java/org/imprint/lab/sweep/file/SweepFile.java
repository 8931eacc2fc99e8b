package org.imprint.lab.sweep.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.SweepException;
import org.imprint.vision.file.FileTrouble;

/**
 * A sweep file, read: ours, which has a key {@code schema}, {@code sweep} or {@code run}, or one of the published code.
 *
 * @param path the file
 * @param sweep what is run
 * @param run how it is run
 * @param notes what a reader of the file might not expect, such as defaults of the published code that fill in for missing keys
 */
public record SweepFile(Path path, Sweep sweep, RunSettings run, List<String> notes) {

    /** Largest file in bytes, far above any sensible one. */
    static final long MAX_BYTES = 2_000_000;

    private static final Pattern OUR_KEY = Pattern.compile("[\"']?(schema|sweep|run)[\"']?\\s*:.*");
    private static final Pattern BEFORE_FIRST_KEY = Pattern.compile("[\\s{]*");

    /** Copies the list. */
    public SweepFile {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a sweep file.
     *
     * @throws SweepException naming the file and everything that is wrong with it
     */
    public static SweepFile read(Path path) {
        return parse(path, content(path));
    }

    /**
     * Reads the text of a sweep file.
     *
     * @param path names the file in errors
     * @throws SweepException naming the file and everything that is wrong with it
     */
    public static SweepFile parse(Path path, String content) {
        return isOurs(content) ? OwnReader.read(path, content) : PublishedReader.read(path, content);
    }

    /** Returns whether the first key is one of ours, or one that begins a line: published keys stand in braces, indented. */
    private static boolean isOurs(String content) {
        boolean first = content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("{") && !line.startsWith("#"))
                .findFirst()
                .map(line -> BEFORE_FIRST_KEY.matcher(line).replaceFirst(""))
                .filter(key -> OUR_KEY.matcher(key).matches())
                .isPresent();
        return first || content.lines().anyMatch(line -> OUR_KEY.matcher(line).matches());
    }

    /** Returns the text of a file of sensible size. */
    static String content(Path path) {
        try {
            long size = Files.size(path);
            if (Files.isDirectory(path) || size > MAX_BYTES) {
                throw new SweepException(path + ": must be a file of at most " + MAX_BYTES + " bytes, was "
                        + (Files.isDirectory(path) ? "a folder" : size + " bytes"));
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new SweepException(path + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new SweepException(path + ": must be UTF-8 text", e);
        } catch (IOException e) {
            throw new SweepException(path + ": cannot be read: " + FileTrouble.reason(path, e), e);
        }
    }
}
