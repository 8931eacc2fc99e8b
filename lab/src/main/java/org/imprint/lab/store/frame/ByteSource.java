package org.imprint.lab.store.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.imprint.core.ImprintException;

/** Reads what {@link ByteSink} wrote; {@link ImprintException} where the bytes end too early or a length makes no sense. */
public final class ByteSource {

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads {@code length} bytes from a position on; the array is not copied. */
    public ByteSource(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** Returns whether all was read. */
    public boolean isEmpty() {
        return at == end;
    }

    /** Reads a byte as a number in [0, 255]. */
    public int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    /** Reads two bytes as a number in [0, 65535]. */
    public int u16() {
        return u8() << 8 | u8();
    }

    /** Reads four bytes, big-endian; from 2³¹ on the number is negative. */
    public int u32() {
        return u16() << 16 | u16();
    }

    /** Reads the eight bytes of a double. */
    public double f64() {
        long high = u32();
        return Double.longBitsToDouble(high << 32 | u32() & 0xFFFFFFFFL);
    }

    /** Reads what {@link ByteSink#varint} wrote. */
    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new ImprintException("a number has more than ten bytes");
    }

    /** Reads what {@link ByteSink#zigzag} wrote. */
    public long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads a number in [0, 2³¹). */
    public int count() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new ImprintException("a count must be in [0, " + Integer.MAX_VALUE + "], was " + value);
        }
        return (int) value;
    }

    /** Reads how many elements follow, each of at least one byte. */
    public int length() {
        int n = count();
        need(n);
        return n;
    }

    /** Reads what {@link ByteSink#text} wrote. */
    public String text() {
        int n = length();
        String text = new String(bytes, at, n, StandardCharsets.UTF_8);
        at += n;
        return text;
    }

    /** Reads what {@link ByteSink#bytes} wrote. */
    public byte[] bytes() {
        int n = length();
        byte[] copy = Arrays.copyOfRange(bytes, at, at + n);
        at += n;
        return copy;
    }

    private void need(int n) {
        if (end - at < n) {
            throw new ImprintException("a record needs " + n + " more bytes, has " + (end - at));
        }
    }
}
