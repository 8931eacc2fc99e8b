package org.imprint.lab.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells that the process that writes a segment is alive: an operating-system lock that goes with the process, however it ends.
 *
 * <p>It lies on a file beside the segment. POSIX drops all locks of a process on a file when the process closes any of its handles
 * on it, so a segment that is written and read in one process could not carry its own; for the same reason locks held by this
 * process are known from a list, not by trying.
 *
 * <p>The file goes when its writer has ended the segment, and stays when the writer was killed.
 */
final class SegmentLock implements AutoCloseable {

    private static final String SUFFIX = ".lock";
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private SegmentLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    static Path beside(Path segment) {
        return segment.resolveSibling(segment.getFileName() + SUFFIX);
    }

    static boolean isName(String name) {
        return name.endsWith(Segments.SUFFIX + SUFFIX);
    }

    /** Takes the lock of a segment that does not exist yet. */
    static SegmentLock take(Path segment) throws IOException {
        Path file = beside(segment).toAbsolutePath().normalize();
        HELD_HERE.add(file);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("another process has it locked");
            }
            return new SegmentLock(file, channel, lock);
        } catch (IOException e) {
            HELD_HERE.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    /** Returns whether a living process holds the lock of a segment. Writes nothing. */
    static boolean isHeld(Path segment) throws IOException {
        Path file = beside(segment).toAbsolutePath().normalize();
        if (HELD_HERE.contains(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Gives the lock back and leaves its file, the trace of a segment without an end. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            lock.release();
            channel.close();
            HELD_HERE.remove(file);
        }
    }

    /** Gives the lock back and removes its file: the segment has its end, or has gone. */
    void closeAndForget() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    /** Marks a segment that is about to be there as one whose end is not to be expected. */
    static void leaveTrace(Path segment) throws IOException {
        if (!isThere(segment)) {
            Files.createFile(beside(segment));
        }
    }

    /** Returns whether the file is there: that of a living writer, or of one that did not come to end its segment. */
    static boolean isThere(Path segment) {
        return Files.exists(beside(segment));
    }
}
