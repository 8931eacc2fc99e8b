package org.imprint.lab.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.imprint.core.ImprintException;

/** Reads what {@link ByteSink} wrote; {@link ImprintException} where the bytes end too early or a length makes no sense. */
final class ByteSource {

    private final byte[] bytes;
    private final int end;
    private int at;

    ByteSource(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    boolean isEmpty() {
        return at == end;
    }

    int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    int u32() {
        return u16() << 16 | u16();
    }

    double f64() {
        long high = u32();
        return Double.longBitsToDouble(high << 32 | u32() & 0xFFFFFFFFL);
    }

    long varint() {
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

    long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads a number in [0, 2³¹). */
    int count() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new ImprintException("a count must be in [0, " + Integer.MAX_VALUE + "], was " + value);
        }
        return (int) value;
    }

    /** Reads how many elements follow, each of at least one byte. */
    int length() {
        int n = count();
        need(n);
        return n;
    }

    String text() {
        int n = length();
        String text = new String(bytes, at, n, StandardCharsets.UTF_8);
        at += n;
        return text;
    }

    byte[] bytes() {
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
