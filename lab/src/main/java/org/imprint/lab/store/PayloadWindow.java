package org.imprint.lab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.store.frame.Bytes;
import org.imprint.vision.file.FileTrouble;

/** Reads payloads of a segment through a window, so that neighbours cost one read of the file. Not thread-safe. */
final class PayloadWindow {

    private static final int LENGTH = 1 << 15;

    private final Path file;
    private final Bytes.Source source;
    private byte[] bytes = new byte[LENGTH];
    private long start;
    private int length;

    PayloadWindow(Path file, Bytes.Source source) {
        this.file = file;
        this.source = source;
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
            length = source.read(offset, ByteBuffer.wrap(bytes));
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    file + ": has gone while it was read, for another process compacted the store; start again", e);
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
        if (length < wanted) {
            throw new StoreException(file + ": became shorter while it was read");
        }
    }
}
