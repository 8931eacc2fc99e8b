package org.imprint.vision.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.imprint.vision.data.DataException;

/**
 * Reads zip, tar, gzip and bzip2, told apart by their first bytes, without trusting them.
 *
 * <p>An entry whose name is absolute, has a drive letter, climbs with {@code ..}, or passes through a symbolic link is refused, as is
 * any entry that is itself a link or a device; so is whatever exceeds the limits. All of the archive is refused then: what was written
 * so far is left in the target, which the caller should give up.
 */
public final class Archives {

    private static final int BUFFER = 1 << 16;
    private static final int TAR_MAGIC = 257;

    private Archives() {}

    /** Is given each file of an archive in its order. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Takes one file.
         *
         * @param name its path within the archive, checked, with {@code /} between the parts
         * @param content its bytes; need not be read to the end
         * @throws IOException passed on as a {@link DataException}
         */
        void file(String name, InputStream content) throws IOException;
    }

    /**
     * Unpacks a zip or tar archive, plain or compressed, into a folder, which is made if needed.
     *
     * @throws DataException if it is damaged, dangerous or too large, starting with its path
     */
    public static void extract(Path archive, Path target, ArchiveLimits limits) {
        SafeFolder folder = new SafeFolder(target);
        visit(archive, limits, folder::write);
    }

    /**
     * Reads a zip or tar archive, plain or compressed, from start to end without unpacking it.
     *
     * @throws DataException if it is damaged, dangerous or too large, starting with its path
     */
    public static void visit(Path archive, ArchiveLimits limits, Visitor visitor) {
        try (InputStream in = decompress(archive)) {
            EntryReader reader = new EntryReader(archive, limits);
            try (ArchiveInputStream<? extends ArchiveEntry> entries = entries(archive, in)) {
                reader.readAll(entries, visitor);
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library throws unchecked exceptions of many kinds on damaged archives.
            throw new DataException(archive + ": damaged archive: " + reason(e), e);
        }
    }

    /**
     * Opens a file and takes gzip or bzip2 off it, whichever its first bytes say; another file is given as it is.
     *
     * <p>Several compressed streams one after the other count as one. The stream throws IOException where the data is damaged.
     *
     * @throws DataException if it cannot be opened, starting with its path
     */
    public static InputStream decompress(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": file does not exist");
        }
        InputStream in = null;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            return decompress(in);
        } catch (IOException | RuntimeException e) {
            closeAfter(in, e);
            throw new DataException(file + ": cannot be read: " + reason(e), e);
        }
    }

    private static void closeAfter(InputStream in, Exception e) {
        if (in != null) {
            try {
                in.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
        }
    }

    private static InputStream decompress(InputStream in) throws IOException {
        byte[] start = peek(in, 3);
        if (start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
            return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
        }
        if (start.length >= 3 && start[0] == 'B' && start[1] == 'Z' && start[2] == 'h') {
            return new BufferedInputStream(new CheckedBzip2(new BZip2CompressorInputStream(in, true)), BUFFER);
        }
        return in;
    }

    private static ArchiveInputStream<? extends ArchiveEntry> entries(Path archive, InputStream in) throws IOException {
        byte[] start = peek(in, 512);
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] <= 8 && start[3] <= 8) {
            return new ZipArchiveInputStream(in);
        }
        if (start.length >= TAR_MAGIC + 5
                && new String(start, TAR_MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar")) {
            return new TarArchiveInputStream(in);
        }
        throw new DataException(archive + ": must be a zip or tar archive, plain, gzip or bzip2");
    }

    private static byte[] peek(InputStream in, int n) throws IOException {
        in.mark(n);
        byte[] start = in.readNBytes(n);
        in.reset();
        return start;
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
