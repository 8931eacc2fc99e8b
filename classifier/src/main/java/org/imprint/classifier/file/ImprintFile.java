package org.imprint.classifier.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.checkpoint.safetensors.SafetensorsReader;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileClaim;
import org.imprint.vision.file.FileTrouble;

/**
 * Writes and reads the file of a classifier, {@code NAME.imprint}.
 *
 * <pre>
 *   try (FileClaim claim = ImprintFile.claim(file)) {        // where others may change it too
 *       ClassifierContents contents = ImprintFile.open(file);
 *       …
 *       ImprintFile.save(file, contents.with(state, history));
 *   }
 * </pre>
 */
public final class ImprintFile {

    /** The version that is written; all from 1 on are read. */
    public static final int VERSION = 1;

    /** Where a safetensors file's header begins, behind its length. */
    private static final int HEADER_BEGIN = Long.BYTES;

    private ImprintFile() {}

    /**
     * Writes a file, which appears whole or not at all, and is on the disk when this returns. Embeddings that still lie in an older
     * file are read from it first. There may be no class yet, as when a server is to be taught from nothing. Cost: one pass over the embeddings; memory beside them a few bytes for each example.
     *
     * @param file its folder must exist; a file that is there is replaced
     * @throws DataException if it cannot be written; what was there stays
     */
    public static void save(Path file, ClassifierContents contents) {
        ContentsWriter.of(contents).write(file);
    }

    /**
     * Reads a file: classes, proxies, names and history at once, embeddings of examples and thumbnails when they are first asked
     * for. It is held open for these as long as the contents are in use.
     *
     * @throws ImprintException if it cannot be read, is none, is damaged or was written by a newer version, beginning with the path
     */
    public static ClassifierContents open(Path file) {
        requireHeader(file);
        SafetensorsReader reader = SafetensorsReader.open(file);
        try {
            return read(file.toString(), reader);
        } catch (ImprintException e) {
            reader.close();
            throw e.getMessage().startsWith(file + ":") ? e : e.at(file);
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    /** A file of another kind is told as that, and not by what its first bytes would mean as a length. */
    private static void requireHeader(Path file) {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(HEADER_BEGIN + 1);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
        if (start.length <= HEADER_BEGIN || start[HEADER_BEGIN] != '{') {
            throw new DataException(
                    file + ": must be a classifier, as imprint fit writes it, but is no safetensors file");
        }
    }

    private static ClassifierContents read(String file, SafetensorsReader reader) {
        String format = reader.metadata().get(Layout.FORMAT);
        Checks.require(
                Layout.FORMAT_NAME.equals(format),
                "must be a classifier of Imprint, format " + Layout.FORMAT_NAME,
                format == null ? "another safetensors file" : format);
        String version = String.valueOf(reader.metadata().get(Layout.VERSION));
        if (!version.equals("1")) {
            throw new ImprintException("format_version must be 1, was " + version + ": "
                    + reader.metadata().getOrDefault(Layout.WRITER, "something")
                    + " has written it; a newer Imprint reads it");
        }
        Checks.require(
                reader.isChecksummed(), "must have a checksum of each tensor, as Imprint writes them", "without some");
        return new VersionOne(file, reader).contents();
    }

    /**
     * Takes the right to change a file, to be held from before it is opened until it is saved. Others may read it meanwhile.
     *
     * @throws ImprintException if another process or thread has it
     * @throws DataException if the file's folder cannot be written
     */
    public static FileClaim claim(Path file) {
        Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
        try {
            return FileClaim.tryTake(lock)
                    .orElseThrow(() -> new ImprintException(
                            file + ": is being changed by another process; run again when that has ended"));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be changed: " + FileTrouble.reason(file, e), e);
        }
    }
}
