package org.imprint.lab.store.published;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.RunReader;
import org.imprint.lab.store.RunTable;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.store.StoreWriter;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.file.FileTrouble;

/** A folder of published result files. */
public final class PublishedFiles {

    private PublishedFiles() {}

    /**
     * A file that was not taken.
     *
     * @param file which
     * @param why in one sentence
     */
    public record Skipped(Path file, String why) {}

    /**
     * What became of the files of a folder.
     *
     * @param imported runs that were appended
     * @param present runs that the store had already
     * @param skipped files that cannot be used
     */
    public record Imported(long imported, long present, List<Skipped> skipped) {}

    /**
     * What was written.
     *
     * @param written files
     * @param left runs without scores, which have no published form
     */
    public record Exported(long written, long left) {}

    /**
     * Appends what the JSON files of a folder say, in the order of the folder, one file in memory at a time.
     *
     * <p>The published code does not tell generation from scoring: {@code runtime} becomes the cost of scoring.
     *
     * @param store knows which runs are done already; these are left as they are
     * @throws StoreException if the folder cannot be read
     */
    public static Imported read(Path folder, ResultStore store, StoreWriter writer) {
        List<Skipped> skipped = new ArrayList<>();
        long imported = 0;
        long present = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ResultFile.ENDING)) {
            for (Path file : files) {
                Optional<ResultFile> result = read(file, skipped);
                if (result.isEmpty()) {
                    continue;
                }
                if (store.isDone(result.get().combination())) {
                    present++;
                } else {
                    append(result.get(), writer);
                    imported++;
                }
            }
        } catch (NotDirectoryException e) {
            throw new StoreException(folder + ": no such folder", e);
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be read: " + FileTrouble.reason(folder, e), e);
        }
        return new Imported(imported, present, skipped);
    }

    /**
     * Returns the files of a folder that {@link #read} would skip, and why; writes nothing.
     *
     * @throws StoreException if the folder cannot be read
     */
    public static List<Skipped> unusable(Path folder) {
        List<Skipped> skipped = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ResultFile.ENDING)) {
            for (Path file : files) {
                read(file, skipped);
            }
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be read: " + FileTrouble.reason(folder, e), e);
        }
        return skipped;
    }

    /**
     * Returns whether a folder has files that {@link #read} would look at.
     *
     * @throws StoreException if it cannot be read
     */
    public static boolean areIn(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ResultFile.ENDING)) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be read: " + FileTrouble.reason(folder, e), e);
        }
    }

    /**
     * Returns whether a folder has a file that {@link #read} would take; reads no further than the first.
     *
     * @throws StoreException if it cannot be read
     */
    public static boolean isAnyUsable(Path folder) {
        List<Skipped> skipped = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ResultFile.ENDING)) {
            for (Path file : files) {
                if (read(file, skipped).isPresent()) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be read: " + FileTrouble.reason(folder, e), e);
        }
        return false;
    }

    private static void append(ResultFile result, StoreWriter writer) {
        Cost cost = new Cost(0, result.runtime());
        writer.append(result.combination(), new Outcome.Done(result.scores(), cost), result.createdAt());
    }

    private static Optional<ResultFile> read(Path file, List<Skipped> skipped) {
        try {
            return Optional.of(ResultFileReader.read(file));
        } catch (IOException e) {
            skipped.add(new Skipped(file, "cannot be read: " + e));
            return Optional.empty();
        } catch (ImprintException e) {
            skipped.add(new Skipped(file, e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Writes one file for each run that has scores, its own or those of the run it equals.
     *
     * @param folder is made if it does not exist; files of the same ids are replaced
     * @throws StoreException if a file cannot be written
     */
    public static Exported write(ResultStore store, Path folder) {
        RunTable table = store.table();
        RunReader reader = table.reader();
        long written = 0;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StoreException.notWritten(folder, e);
        }
        for (int row = 0; row < table.size(); row++) {
            Optional<Outcome.Done> done = reader.done(row);
            if (done.isPresent()) {
                String id = reader.combination(row).publishedId().toString();
                String text = ResultFileWriter.text(reader.combination(row), done.get(), reader.at(row));
                write(folder.resolve(id + ResultFile.ENDING), text);
                written++;
            }
        }
        return new Exported(written, table.size() - written);
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.writeOneOfMany(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new StoreException(e.getMessage(), e); // names the file
        }
    }
}
