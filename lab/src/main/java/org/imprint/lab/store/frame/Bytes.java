package org.imprint.lab.store.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Whole reads and writes at a position. */
public final class Bytes {

    private Bytes() {}

    /** What can be read at any position: until the buffer is full or the end is reached; returns how many bytes were read. */
    public interface Source {
        /** Reads from a position on. */
        int read(long at, ByteBuffer into) throws IOException;
    }

    /** Reads until the buffer is full or the file ends; returns how many bytes were read. */
    public static int read(FileChannel file, long at, ByteBuffer into) throws IOException {
        int start = into.position();
        long from = at;
        while (into.hasRemaining()) {
            int n = file.read(into, from);
            if (n < 0) {
                break;
            }
            from += n;
        }
        return into.position() - start;
    }

    /** Writes all that is left in the buffer. */
    public static void write(FileChannel file, long at, ByteBuffer from) throws IOException {
        long to = at;
        while (from.hasRemaining()) {
            to += file.write(from, to);
        }
    }
}
