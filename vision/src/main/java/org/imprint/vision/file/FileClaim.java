package org.imprint.vision.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write something, which one at a time has: a lock of the operating system on a file that is there for nothing else, and
 * that goes with the process however it ends.
 *
 * <p>POSIX gives up all locks that a process has on a file when it closes any of its channels on it: so nothing else may open the
 * lock's file, and what this process holds is known from a list. The file goes with the claim; one that a killed process left
 * is taken over.
 */
public final class FileClaim implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileClaim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the claim if nobody has it.
     *
     * @param lock the file to lock; made where there is none
     * @throws IOException if it cannot be made or the file system has no locks
     */
    public static Optional<FileClaim> tryTake(Path lock) throws IOException {
        Path file = lock.toAbsolutePath().normalize();
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        FileClaim claim = null;
        try {
            claim = lock(file);
            return Optional.ofNullable(claim);
        } finally {
            if (claim == null) {
                HELD_HERE.remove(file);
            }
        }
    }

    /** Locks the file if it is free; the name must mean the same file before and after, as whoever had it may have removed it. */
    private static FileClaim lock(Path file) throws IOException {
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .close();
        Optional<Object> before = key(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null && Files.exists(file) && before.equals(key(file))) {
                return new FileClaim(file, channel);
            }
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /** Returns what tells the file from another one of the name; empty if it is gone, or the system has no such thing. */
    private static Optional<Object> key(Path file) throws IOException {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty(); // its owner has removed it
        }
    }

    /** Gives the claim up; the lock's file goes. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
