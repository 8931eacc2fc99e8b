package org.imprint.app.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The places that a command is going to write to.
 *
 * <p>Each is tried by making a file in the folder that is there already and deleting it, so that nothing is computed that cannot be
 * written. Closing removes the folders that were not there before and are empty: a command that fails leaves none.
 */
public final class OutputPlaces implements AutoCloseable {

    private final List<Path> missing = new ArrayList<>();

    private OutputPlaces() {}

    /**
     * Tries every option of a command that is marked as {@link Output} and has a value.
     *
     * @throws DataException if one of them cannot be written or is what the command reads, naming place and reason
     */
    public static OutputPlaces of(CommandSpec command) {
        OutputPlaces places = new OutputPlaces();
        GivenInputs inputs = new GivenInputs(command);
        for (ArgSpec option : command.args()) {
            Optional<Output> output = GivenInputs.mark(option);
            if (output.isPresent() && option.getValue() instanceof Path path) {
                places.attempt(path, output.get().value());
                inputs.protect(option, output.get(), path);
            }
        }
        return places;
    }

    /** Tries files whose names no option gives whole. */
    public static OutputPlaces ofFiles(List<Path> files) {
        OutputPlaces places = new OutputPlaces();
        files.forEach(f -> places.attempt(f, Output.Kind.FILE));
        return places;
    }

    /** Tries a folder that no option marked as {@link Output} names, such as the one of the user's backbones. */
    public static OutputPlaces ofFolder(Path folder) {
        OutputPlaces places = new OutputPlaces();
        places.attempt(folder, Output.Kind.FOLDER);
        return places;
    }

    private void attempt(Path place, Output.Kind kind) {
        Path path = place.toAbsolutePath().normalize();
        if (kind == Output.Kind.FILE && Files.isDirectory(path)) {
            throw new DataException(place + ": must be a file to write, was a folder");
        }
        if (kind == Output.Kind.FOLDER && Files.exists(path) && !Files.isDirectory(path)) {
            throw new DataException(place + ": must be a folder to write to, was a file");
        }
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            if (Files.exists(folder)) {
                throw new DataException(place + ": cannot be written, because " + folder + " is a file");
            }
            missing.add(folder);
            folder = folder.getParent();
        }
        if (kind != Output.Kind.FILE && !Files.exists(path)) {
            missing.add(path);
        }
        write(place, folder);
    }

    private static void write(Path place, Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, ".imprint-", ".try"));
        } catch (IOException e) {
            throw new DataException(
                    place + ": cannot be written: " + folder + " takes no files (" + reason(e) + ")", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "not allowed to this user" : FileTrouble.reason(e);
    }

    /** Removes folders that were not there before, as far as they are empty. */
    @Override
    public void close() {
        List<Path> longestFirst = missing.stream()
                .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                .toList();
        for (Path folder : longestFirst) {
            removeEmpty(folder);
        }
    }

    private static void removeEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> below = Files.walk(folder)) {
            all = below.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return; // somebody else is at it, so it is not ours alone
        }
        for (Path one : all) {
            try {
                Files.deleteIfExists(one);
            } catch (DirectoryNotEmptyException e) {
                continue;
            } catch (IOException e) {
                return;
            }
        }
    }
}
