package org.imprint.lab.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing bytes that values are appended to; {@link ByteSource} reads them back. */
final class ByteSink {

    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    /** Returns the array behind; valid up to {@link #size} and until the next call that adds. */
    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    void f64(double value) {
        long bits = Double.doubleToRawLongBits(value);
        u32((int) (bits >>> 32));
        u32((int) bits);
    }

    /** Appends a number ≥ 0: seven bits a byte, lowest first, one to ten bytes. */
    void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends a number of either sign, the smaller the shorter. */
    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a length and so many bytes. */
    void bytes(byte[] value) {
        varint(value.length);
        raw(value, 0, value.length);
    }

    void raw(byte[] value, int from, int length) {
        room(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }
}
