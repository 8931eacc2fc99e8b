package org.imprint.vision.data;

/** A file in memory with its name, read at places that are checked first. */
final class Bytes {

    private final String name;
    private final byte[] data;

    Bytes(String name, byte[] data) {
        this.name = name;
        this.data = data;
    }

    /** Returns the exception for a problem of this file; the message starts with its name. */
    DataException error(String problem) {
        return new DataException(name + ": " + problem);
    }

    /** As {@link #error(String)}, with the error beneath. */
    DataException error(String problem, Throwable cause) {
        String detail = cause.getMessage();
        return new DataException(name + ": " + problem + (detail == null ? "" : ": " + detail), cause);
    }

    int length() {
        return data.length;
    }

    /** Returns the shared bytes. */
    byte[] data() {
        return data;
    }

    boolean startsWith(int... values) {
        return data.length >= values.length && matches(0, values);
    }

    /** Returns whether the bytes at a place are these; false where the file ends before. */
    boolean matches(int at, int... values) {
        if (at < 0 || at > data.length - values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if ((data[at + i] & 0xff) != values[i]) {
                return false;
            }
        }
        return true;
    }

    /** Throws unless {@code n} bytes are there from {@code at} on. */
    void need(long at, long n) {
        if (at < 0 || n < 0 || at + n > data.length) {
            throw error("truncated: needs " + n + " bytes at offset " + at + ", file holds " + data.length);
        }
    }

    int u8(int at) {
        need(at, 1);
        return data[at] & 0xff;
    }

    int u16be(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    long u32be(int at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u32le(int at) {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }
}
