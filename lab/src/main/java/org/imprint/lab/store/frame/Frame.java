package org.imprint.lab.store.frame;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.imprint.core.ImprintException;

/**
 * The bytes around a record, and at the start of a segment. Numbers are big-endian.
 *
 * <pre>
 *   segment = "IMPRSEG\n"  version u32  CRC-32C of the twelve bytes before u32   frame*
 *   frame   = AB 1F  length u32  check u16  CRC-32C of the payload u32           payload
 *   check   = the lower half of the CRC-32C of the six bytes before
 * </pre>
 *
 * <p>The check makes a length trustworthy without its payload: a frame that the file ends within was half-written, and one whose
 * payload is damaged can be stepped over. Where the check fails, the next frame is found by its first two bytes.
 */
public final class Frame {

    /** Version of the format that is written, and the newest that is read. */
    public static final int VERSION = 2;

    /** The first version: without end marks, counters and writers. */
    private static final int VERSION_1 = 1;

    /** Bytes of a segment's header. */
    public static final int SEGMENT_HEADER = 16;
    /** Bytes of a frame before its payload. */
    public static final int HEADER = 12;

    static final int FIRST = 0xAB;
    static final int SECOND = 0x1F;
    static final int MOST = 1 << 28;

    private static final byte[] MAGIC = "IMPRSEG\n".getBytes(StandardCharsets.US_ASCII);

    private Frame() {}

    /** Appends a segment's header. */
    public static void begin(ByteSink out) {
        ByteSink header = new ByteSink();
        header.raw(MAGIC, 0, MAGIC.length);
        header.u32(VERSION);
        header.u32(crc(header.array(), 0, header.size()));
        out.raw(header.array(), 0, header.size());
    }

    /** Appends a payload in its frame; returns the CRC-32C of the payload. */
    public static int append(ByteSink out, ByteSink payload) {
        if (payload.size() > MOST) {
            throw new ImprintException("a record must have at most " + MOST + " bytes, was " + payload.size());
        }
        int start = out.size();
        out.u8(FIRST);
        out.u8(SECOND);
        out.u32(payload.size());
        out.u16(crc(out.array(), start, 6));
        int crc = crc(payload.array(), 0, payload.size());
        out.u32(crc);
        out.raw(payload.array(), 0, payload.size());
        return crc;
    }

    /** What the first bytes of a file say. */
    public enum Header {
        /** A segment that can be read. */
        VALID,
        /** A segment of a later version. */
        NEWER,
        /** The beginning of a header and no more. */
        UNFINISHED,
        /** Something of a header, with wrong bytes. */
        DAMAGED,
        /** Nothing like a header. */
        FOREIGN
    }

    /** Judges the first bytes of a file, of which {@code length}, at most {@value #SEGMENT_HEADER}, are there. */
    public static Header header(byte[] bytes, int length) {
        int right = 0;
        for (int i = 0; i < Math.min(length, MAGIC.length); i++) {
            right += bytes[i] == MAGIC[i] ? 1 : 0;
        }
        if (length < SEGMENT_HEADER) {
            boolean begun = right == Math.min(length, MAGIC.length);
            return begun || isZero(bytes, length) ? Header.UNFINISHED : Header.FOREIGN;
        }
        if (u32(bytes, 12) == crc(bytes, 0, 12) && right == MAGIC.length) {
            int version = u32(bytes, 8);
            return version > VERSION ? Header.NEWER : version >= VERSION_1 ? Header.VALID : Header.DAMAGED;
        }
        return right >= MAGIC.length - 1 ? Header.DAMAGED : Header.FOREIGN;
    }

    /** Returns whether a valid header promises an end mark. */
    public static boolean promisesEnd(byte[] header) {
        return u32(header, 8) > VERSION_1;
    }

    /** Returns the four bytes at a position as a number, big-endian. */
    public static int u32(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }

    /** Returns the CRC-32C of a part of the bytes. */
    public static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static boolean isZero(byte[] bytes, int length) {
        int i = 0;
        while (i < length && bytes[i] == 0) {
            i++;
        }
        return i == length;
    }
}
