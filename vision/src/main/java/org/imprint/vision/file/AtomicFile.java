package org.imprint.vision.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that appears under its name whole, or not at all.
 *
 * <p>It is written beside its place under a name that no other process and no other thread has, handed to the disk, renamed, and its
 * new name handed to the disk. Of two writers at once both succeed and the later one's file stays, whole. A writer that fails leaves nothing; one
 * that is killed leaves a file {@code .NAME.PID-START-HOST-N.part}, which the next writer of the same name removes once that
 * process is gone. The temporary file is always new: a link that lies in wait under its name is not followed.
 */
public final class AtomicFile {

    private static final AtomicLong COUNT = new AtomicLong();
    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /**
     * Gives a file its content.
     *
     * @param file its folder must exist; a file that is there is replaced
     * @throws IOException if it cannot be written, beginning with {@code file}; what was there stays
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, temporary -> Files.write(temporary, content, StandardOpenOption.WRITE));
    }

    /**
     * Lets somebody write a file.
     *
     * @param file its folder must exist; a file that is there is replaced
     * @param filler is given an empty file to fill, and closes what it opens
     * @throws IOException if it cannot be written, beginning with {@code file}; what was there stays
     */
    public static void write(Path file, Filler filler) throws IOException {
        replace(file, filler, true);
    }

    /**
     * Gives one of very many files its content, as {@link #write} does, but does not wait for the disk, and does not look for what
     * dead processes left, which reads the whole folder.
     *
     * @param file its folder must exist; a file that is there is replaced
     * @throws IOException if it cannot be written, beginning with {@code file}; what was there stays
     */
    public static void writeOneOfMany(Path file, byte[] content) throws IOException {
        replace(file, temporary -> Files.write(temporary, content, StandardOpenOption.WRITE), false);
    }

    private static void replace(Path file, Filler filler, boolean isAlone) throws IOException {
        Path temporary = null;
        try {
            if (isAlone) {
                removeLeftovers(file);
            }
            temporary = create(file);
            filler.fill(temporary);
            if (isAlone) {
                force(temporary);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            if (isAlone) {
                forceName(file);
            }
        } catch (IOException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(file + ":")
                    ? e
                    : new IOException(file + ": cannot be written: " + FileTrouble.reason(file, e), e);
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** Makes an empty file beside {@code file}, with a name that is nobody else's and the rights of any new file. */
    private static Path create(Path file) throws IOException {
        OpenOption[] isNew = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        while (true) {
            Path temporary = file.resolveSibling("." + file.getFileName() + "." + ProcessMark.own() + "-"
                    + COUNT.incrementAndGet() + ProcessMark.ENDING);
            try {
                FileChannel.open(temporary, isNew).close();
                return temporary;
            } catch (FileAlreadyExistsException e) {
                continue; // somebody copied a folder with leftovers: take the next number
            }
        }
    }

    /** Hands a file to the disk before its new name can reach it. */
    private static void force(Path temporary) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Hands the new name to the disk, so that it is there after a loss of power, where the system can do that: not on Windows. */
    private static void forceName(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{}: its folder cannot be handed to the disk", file, e);
        }
    }

    /** Removes what processes that are gone left of this file. */
    private static void removeLeftovers(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        String begin = "." + file.getFileName() + ".";
        DirectoryStream.Filter<Path> ours = path -> {
            String name = path.getFileName().toString();
            return name.startsWith(begin)
                    && ProcessMark.isOfDeadProcess(name.substring(begin.length()))
                    && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        };
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ours)) {
            for (Path path : left) {
                Files.deleteIfExists(path);
                LOG.debug("{}: removed, a process that is gone left it", path);
            }
        }
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Filler {
        /**
         * Fills a file.
         *
         * @param temporary an empty file
         * @throws IOException if it cannot be written
         */
        void fill(Path temporary) throws IOException;
    }
}
