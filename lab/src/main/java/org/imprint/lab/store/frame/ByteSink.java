package org.imprint.lab.store.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing bytes that values are appended to; {@link ByteSource} reads them back. */
public final class ByteSink {

    private byte[] bytes = new byte[256];
    private int size;

    /** Returns how many bytes were appended. */
    public int size() {
        return size;
    }

    /** Returns the array behind; valid up to {@link #size} and until the next call that adds. */
    public byte[] array() {
        return bytes;
    }

    /** Forgets what was appended, and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** Returns a copy of what was appended. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Appends the lowest byte of a number. */
    public void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Appends the lowest two bytes of a number, big-endian. */
    public void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    /** Appends four bytes, big-endian. */
    public void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    /** Appends the eight bytes of a double, big-endian; every NaN keeps its bits. */
    public void f64(double value) {
        long bits = Double.doubleToRawLongBits(value);
        u32((int) (bits >>> 32));
        u32((int) bits);
    }

    /** Appends a number ≥ 0: seven bits a byte, lowest first, one to ten bytes. */
    public void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends a number of either sign, the smaller the shorter. */
    public void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    /** Appends a text: the length of its UTF-8 and so many bytes. */
    public void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a length and so many bytes. */
    public void bytes(byte[] value) {
        varint(value.length);
        raw(value, 0, value.length);
    }

    /** Appends bytes as they are, without their length. */
    public void raw(byte[] value, int from, int length) {
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
