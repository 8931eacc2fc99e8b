package org.imprint.vision.mat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.imprint.vision.data.DataException;

/** The data elements within one data element, read one after the other; never past its end. */
final class MatInput {

    /** Type and length of a data element; a small one has its bytes within the tag. */
    record Tag(int type, long length, boolean small) {}

    private final String name;
    private final InputStream in;
    private final int depth;
    private long left;

    MatInput(String name, InputStream in, long length, int depth) {
        this.name = name;
        this.in = in;
        this.left = length;
        this.depth = depth;
    }

    DataException error(String problem) {
        return new DataException(name + ": " + problem);
    }

    int depth() {
        return depth;
    }

    long left() {
        return left;
    }

    /** Reads a tag: two ints, or in the small form two shorts and up to four bytes that follow at once. */
    Tag tag() throws IOException {
        int first = int32();
        int smallLength = first >>> 16;
        if (smallLength != 0) {
            if (smallLength > 4) {
                throw error("small data element must have at most 4 bytes, was " + smallLength);
            }
            return new Tag(first & 0xffff, smallLength, true);
        }
        return new Tag(first, int32() & 0xffffffffL, false);
    }

    private int int32() throws IOException {
        return ByteBuffer.wrap(take(4).toArray()).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** Reads an element's bytes and the padding behind them. */
    Chunks content(Tag tag) throws IOException {
        Chunks bytes = take(tag.length());
        skip(Math.min(left, padding(tag)));
        return bytes;
    }

    /** As {@link #content}, for little things: at most a MiB. */
    ByteBuffer little(Tag tag) throws IOException {
        if (tag.length() > 1 << 20) {
            throw error("header of an array must have at most 1048576 bytes, was " + tag.length());
        }
        return ByteBuffer.wrap(content(tag).toArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long padding(Tag tag) {
        return tag.small() ? 4 - tag.length() : -tag.length() & 7;
    }

    /** Returns the elements within an element; they must be read or skipped before going on here. */
    MatInput within(Tag tag) {
        if (tag.length() > left) {
            throw error("data element must have at most " + left + " bytes, was " + tag.length());
        }
        left -= tag.length();
        return new MatInput(name, in, tag.length(), depth + 1);
    }

    private Chunks take(long n) throws IOException {
        if (n > left) {
            throw error("data element must have at most " + left + " bytes, was " + n);
        }
        left -= n;
        try {
            return Chunks.read(in, n);
        } catch (EOFException e) {
            throw new DataException(name + ": truncated: data element " + e.getMessage(), e);
        }
    }

    void skipRest() throws IOException {
        skip(left);
    }

    private void skip(long n) throws IOException {
        left -= n;
        in.skipNBytes(n);
    }
}
