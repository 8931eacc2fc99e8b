package org.imprint.lab.store.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that are read, of which only so many are open at a time: those read last. Thread-safe.
 *
 * <p>A file that another process deletes can be read on as long as it is open, and not after.
 */
public final class OpenFiles implements AutoCloseable {

    /** A quarter of the 64 that a shell may be held to. */
    public static final int MOST = 16;

    private static final int FEWEST = 2;

    private int most;
    private final Map<Path, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    /** Creates the files, none open yet, of which at most so many will be open at a time. */
    public OpenFiles(int most) {
        this.most = most;
    }

    /**
     * Reads until the buffer is full or the file ends; returns how many bytes were read.
     *
     * @throws java.nio.file.NoSuchFileException if it is not open and has gone
     */
    public synchronized int read(Path file, long at, ByteBuffer into) throws IOException {
        return Bytes.read(opened(file), at, into);
    }

    /** Returns the length of a file. */
    public synchronized long size(Path file) throws IOException {
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
        closeDownTo(most - 1);
        FileChannel channel = channel(file);
        open.put(file, channel);
        return channel;
    }

    /** Opens a file; if the system allows no more, with half of the others closed, which from then on is the most. */
    private FileChannel channel(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            if (open.size() < FEWEST) {
                throw e;
            }
            most = open.size() / 2;
            closeDownTo(most - 1);
            return FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    private void closeDownTo(int number) throws IOException {
        while (open.size() > number) {
            Map.Entry<Path, FileChannel> eldest = open.entrySet().iterator().next();
            open.remove(eldest.getKey());
            eldest.getValue().close();
        }
    }

    /** Returns how many files are open. */
    public synchronized int count() {
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
