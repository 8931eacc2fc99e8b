package org.imprint.app.output;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.ImageFormat;
import org.imprint.vision.file.FileTrouble;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The files and folders that a command was given to read. Nothing is written over them: not over a file that is named, and not over an
 * image in a folder that is named, whatever the command would replace otherwise.
 */
final class GivenInputs {

    /** How far into a file the mark of what may be replaced is looked for. */
    private static final int HEAD = 8192;

    private final List<ArgSpec> inputs;

    GivenInputs(CommandSpec command) {
        inputs = command.args().stream().filter(a -> mark(a).isEmpty()).toList();
    }

    /** Returns the mark of an option or a parameter; empty if it names nothing to write. */
    static Optional<Output> mark(ArgSpec arg) {
        return arg.userObject() instanceof AnnotatedElement element
                ? Optional.ofNullable(element.getAnnotation(Output.class))
                : Optional.empty();
    }

    /**
     * Refuses a place that must not be written over.
     *
     * @throws DataException if a file is there that the command reads, or is none that it may replace unasked
     */
    void protect(ArgSpec option, Output output, Path place) {
        if (!Files.isRegularFile(place)) {
            return;
        }
        try {
            for (ArgSpec input : inputs) {
                boolean isRevised = name(input).equals(output.revises());
                for (Path given : isRevised ? List.<Path>of() : paths(input)) {
                    protect(option, place, given);
                }
            }
            if (!output.replaces().isEmpty() && !head(place).contains(output.replaces())) {
                throw new DataException(place + ": must be a new file, or one that an earlier " + name(option)
                        + " wrote, was another file");
            }
        } catch (IOException e) {
            throw new DataException(place + ": cannot be read: " + FileTrouble.reason(place, e), e);
        }
    }

    private static void protect(ArgSpec option, Path place, Path given) throws IOException {
        if (Files.isRegularFile(given) && Files.isSameFile(place, given)) {
            throw new DataException(
                    place + ": must be another file than those to read, " + name(option) + " would replace it");
        }
        if (Files.isDirectory(given) && isBelow(place, given) && isImage(place)) {
            throw new DataException(
                    place + ": must be none of the images of " + given + ", " + name(option) + " would replace it");
        }
    }

    private static boolean isBelow(Path place, Path folder) throws IOException {
        Path real = folder.toRealPath();
        return place.toRealPath().startsWith(real)
                || place.toAbsolutePath().getParent().toRealPath().startsWith(real);
    }

    private static boolean isImage(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ImageFormat.named(file)
                    || ImageFormat.of(in.readNBytes(ImageFormat.START_BYTES)).isPresent();
        }
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        }
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec o ? o.longestName() : arg.paramLabel();
    }

    private static List<Path> paths(ArgSpec input) {
        Object value = input.getValue();
        Stream<?> all = value instanceof Collection<?> several ? several.stream() : Stream.ofNullable(value);
        return all.flatMap(v -> path(input, v).stream()).toList();
    }

    /** Words are paths where the help says so, as for a backbone, which may have a name instead. */
    private static Optional<Path> path(ArgSpec input, Object value) {
        if (value instanceof Path path) {
            return Optional.of(path);
        }
        boolean mayBePath = value instanceof String
                && Stream.of("PATH", "FILE", "DIR", "BACKBONE").anyMatch(input.paramLabel()::contains);
        try {
            return mayBePath ? Optional.of(Path.of((String) value)) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
