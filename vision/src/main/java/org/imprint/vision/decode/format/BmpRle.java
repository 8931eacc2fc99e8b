package org.imprint.vision.decode.format;

import org.imprint.vision.decode.base.Bytes;

/**
 * The run-length coding of BMP: pairs of count and value; after a zero count an end of line (0), an end (1), a jump (2) or n literal
 * values.
 *
 * <p>What is jumped over, or missing when the end comes early, has index 0. What lies beyond a row is dropped.
 */
final class BmpRle {

    private final Bytes in;
    private final int width;
    private final int height;
    private final boolean four;
    private final byte[] indices;
    private int at;
    private long x;
    private int y;

    BmpRle(Bytes in, long from, int width, int height, boolean four) {
        in.need(from, 2);
        this.in = in;
        this.at = (int) from;
        this.width = width;
        this.height = height;
        this.four = four;
        this.indices = new byte[width * height];
    }

    /** Returns the indices in the order of the file's rows. */
    byte[] decode() {
        while (y < height) {
            int count = in.u8(at);
            int value = in.u8(at + 1);
            at += 2;
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    put(four ? nibble(value, i) : value);
                }
            } else if (value == 0) {
                x = 0;
                y++;
            } else if (value == 1) {
                break;
            } else if (value == 2) {
                x += in.u8(at);
                y += in.u8(at + 1);
                at += 2;
            } else {
                literal(value);
            }
        }
        return indices;
    }

    private void literal(int count) {
        for (int i = 0; i < count; i++) {
            put(four ? nibble(in.u8(at + i / 2), i) : in.u8(at + i));
        }
        int bytes = four ? (count + 1) / 2 : count;
        at += bytes + bytes % 2;
    }

    private static int nibble(int value, int i) {
        return i % 2 == 0 ? value >> 4 : value & 0xf;
    }

    private void put(int index) {
        if (x < width) {
            indices[y * width + (int) x] = (byte) index;
            x++;
        }
    }
}
