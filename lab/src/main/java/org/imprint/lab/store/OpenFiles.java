package org.imprint.lab.store;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that are read, of which only so many are open at a time: those read last. Thread-safe.
 *
 * <p>A file that another process deletes can be read on as long as it is open, and not after.
 */
final class OpenFiles implements AutoCloseable {

    private static final int MOST = 128;
    private static final int FEWEST = 4;
    private static final int SHARE = 8;

    private final int most;
    private final Map<Path, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    OpenFiles(int most) {
        this.most = most;
    }

    /** Returns room for an eighth of the files that this process may have open, in [4, 128]. */
    static OpenFiles ofThisProcess() {
        long allowed = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        return new OpenFiles((int) Math.max(FEWEST, Math.min(MOST, allowed / SHARE)));
    }

    /**
     * Reads until the buffer is full or the file ends; returns how many bytes were read.
     *
     * @throws java.nio.file.NoSuchFileException if it is not open and has gone
     */
    synchronized int read(Path file, long at, ByteBuffer into) throws IOException {
        return Bytes.read(opened(file), at, into);
    }

    /** Returns the length of a file. */
    synchronized long size(Path file) throws IOException {
        return opened(file).size();
    }

    private FileChannel opened(Path file) throws IOException {
        if (closed) {
            throw new IOException("the store is closed");
        }
        FileChannel known = open.get(file);
        if (known != null && known.isOpen()) {
            return known;
        }
        while (open.size() >= most) {
            Map.Entry<Path, FileChannel> eldest = open.entrySet().iterator().next();
            open.remove(eldest.getKey());
            eldest.getValue().close();
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        open.put(file, channel);
        return channel;
    }

    /** Returns how many files are open. */
    synchronized int count() {
        return open.size();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (FileChannel channel : open.values()) {
            channel.close();
        }
        open.clear();
    }
}
