package org.imprint.lab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads payloads of a segment through a window, so that neighbours cost one read of the file. Not thread-safe. */
final class PayloadWindow {

    private static final int LENGTH = 1 << 15;

    private final Path file;
    private final FileChannel channel;
    private byte[] bytes = new byte[LENGTH];
    private long start;
    private int length;

    PayloadWindow(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    ByteSource payload(long offset, int wanted) {
        if (offset < start || offset + wanted > start + length) {
            load(offset, wanted);
        }
        return new ByteSource(bytes, (int) (offset - start), wanted);
    }

    private void load(long offset, int wanted) {
        if (bytes.length < wanted) {
            bytes = new byte[wanted];
        }
        try {
            start = offset;
            length = Bytes.read(channel, offset, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (length < wanted) {
            throw new StoreException(file + ": became shorter while it was read");
        }
    }
}
