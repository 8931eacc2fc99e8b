package org.imprint.vision.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.imprint.vision.data.DataException;

/**
 * Lets one process at a time make a file: holds a lock on {@code NAME.lock} beside it until it is closed. The lock ends with the process,
 * however that ends.
 *
 * <p>Who gets it must look whether the file {@link #isThere() is there} by now.
 */
public final class FileGuard implements AutoCloseable {

    private final Path target;
    private final Path lockFile;
    private final FileChannel channel;
    private final FileLock lock;

    private FileGuard(Path target, Path lockFile, FileChannel channel, FileLock lock) {
        this.target = target;
        this.lockFile = lockFile;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock.
     *
     * @param target the file or folder that will be made; its parent must exist
     * @throws DataException if another process or thread has it
     * @throws IOException if there can be no lock file
     */
    public static FileGuard take(Path target) throws IOException {
        Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FileGuard(target, lockFile, channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new DataException(target + ": another thread is making it", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new DataException(target + ": another process is making it");
    }

    /** Returns whether the file is there, which it may be since another process had the lock. */
    public boolean isThere() {
        return Files.exists(target);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(lockFile);
        lock.release();
        channel.close();
    }
}
