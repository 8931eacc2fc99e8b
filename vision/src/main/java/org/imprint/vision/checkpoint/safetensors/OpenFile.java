package org.imprint.vision.checkpoint.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;
import org.imprint.vision.file.FileTrouble;

/**
 * A file that many threads read at once, where they like, also while one of them is being interrupted.
 *
 * <p>Java closes a channel when a thread that reads from it is interrupted, for all threads. Here it is opened again if the name
 * still means the same file, and the thread stays interrupted. (Opening, and asking for a size by name, cannot be interrupted.)
 */
final class OpenFile implements AutoCloseable {

    private final Path path;
    private final Object key;
    private final long size;
    private volatile FileChannel channel;
    private volatile boolean closed;

    OpenFile(Path path) {
        this.path = path;
        try {
            this.key = key();
            this.size = Files.size(path);
            this.channel = FileChannel.open(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    String name() {
        return path.toString();
    }

    /** Returns how long it was when it was opened. */
    long size() {
        return size;
    }

    /** Fills a buffer with the bytes from {@code at} on. */
    void read(ByteBuffer into, long at) {
        boolean interrupted = Thread.interrupted();
        long begin = at - into.position();
        try {
            while (into.hasRemaining()) {
                if (some(into, begin + into.position()) < 0) {
                    throw new CheckpointException(
                            name(), Reason.TRUNCATED, "has become shorter than " + size + " bytes while it was open");
                }
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int some(ByteBuffer into, long at) {
        FileChannel mine = channel;
        try {
            return mine.read(into, at);
        } catch (ClosedChannelException e) {
            reopen(mine);
            return 0;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private synchronized void reopen(FileChannel seen) {
        if (closed) {
            throw new IllegalStateException(path + " must be open to be read, was closed");
        }
        if (channel != seen) {
            return;
        }
        try {
            FileChannel again = FileChannel.open(path);
            if (!Objects.equals(key, key()) || Files.size(path) != size) {
                again.close();
                throw new CheckpointException(name(), Reason.UNREADABLE, "has been replaced while it was open");
            }
            channel = again;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CheckpointException unreadable(IOException e) {
        return new CheckpointException(name(), Reason.UNREADABLE, "cannot be read: " + FileTrouble.reason(path, e), e);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
