package org.imprint.classifier.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a segment, or to remove it: a lock of the operating system on a file beside it, which goes with the process
 * however it ends.
 *
 * <p>POSIX gives up all locks that a process has on a file when it closes any of its channels on it: so the lock's file is opened for
 * nothing else, and what this process holds is known from a list.
 */
final class SegmentClaim implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SegmentClaim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Claims a segment if nobody has.
     *
     * @param lock the file beside it; made where there is none
     * @throws IOException if it cannot be made or the file system has no locks
     */
    static Optional<SegmentClaim> tryTake(Path lock) throws IOException {
        Path file = lock.toAbsolutePath().normalize();
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        SegmentClaim claim = null;
        try {
            claim = lock(file);
            return Optional.ofNullable(claim);
        } finally {
            if (claim == null) {
                HELD_HERE.remove(file);
            }
        }
    }

    private static SegmentClaim lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            // whoever had it may have removed the file: a lock on a file without a name guards nothing
            if (lock != null && Files.exists(file)) {
                return new SegmentClaim(file, channel);
            }
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /** Removes the lock's file, the segment being gone, and gives it up. */
    void removeAndClose() throws IOException {
        Files.deleteIfExists(file);
        close();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
