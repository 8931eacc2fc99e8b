package org.imprint.lab.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes one process at a time change what all share: the settings, and which segments there are. Waits for its turn. Within this
 * process a lock of Java's comes first, because the operating system's belongs to the process as a whole.
 */
final class StoreLock {

    static final String NAME = "store.lock";

    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final FileChannel channel;

    private StoreLock(ReentrantLock here, FileChannel channel) {
        this.here = here;
        this.channel = channel;
    }

    /** What is done under the lock. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T under(Path store, Work<T> work) throws IOException {
        StoreLock lock = take(store);
        try {
            return work.run();
        } finally {
            lock.release();
        }
    }

    private static StoreLock take(Path store) throws IOException {
        ReentrantLock here = HERE.computeIfAbsent(store.toAbsolutePath().normalize(), p -> new ReentrantLock());
        here.lock();
        try {
            FileChannel channel =
                    FileChannel.open(store.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.lock();
                return new StoreLock(here, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            here.unlock();
            throw e;
        }
    }

    /** Closing the channel gives the lock back. */
    private void release() throws IOException {
        try {
            channel.close();
        } finally {
            here.unlock();
        }
    }
}
