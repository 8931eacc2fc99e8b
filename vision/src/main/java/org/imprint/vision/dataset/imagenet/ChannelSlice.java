package org.imprint.vision.dataset.imagenet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A part of a file as a channel of its own, read-only; closing it leaves the file open. */
final class ChannelSlice implements SeekableByteChannel {

    private final FileChannel file;
    private final long start;
    private final long size;
    private long position;

    ChannelSlice(FileChannel file, long start, long size) {
        this.file = file;
        this.start = start;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (position >= size) {
            return -1;
        }
        int limit = to.limit();
        to.limit((int) Math.min(limit, to.position() + (size - position)));
        try {
            int n = file.read(to, start + position);
            position += Math.max(0, n);
            return n;
        } finally {
            to.limit(limit);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() {
        // The file belongs to somebody else.
    }
}
