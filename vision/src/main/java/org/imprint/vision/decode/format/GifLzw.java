package org.imprint.vision.decode.format;

import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.ImageException;

/**
 * The codes of a GIF frame: 3 to 12 bits each, in blocks of up to 255 bytes, growing as the table does.
 *
 * <p>Follows Pillow's decoder: a clear code may come at any time and often, the table stays as it is when full, and pixels after the
 * last row are dropped. What ends before its last pixel is truncated.
 */
final class GifLzw {

    private static final int TABLE = 4096;
    private static final int MOST_BITS = 12;

    private final Bytes in;
    private final int smallest;
    private final byte[] pixels;
    private final short[] link = new short[TABLE];
    private final byte[] last = new byte[TABLE];
    private final byte[] string = new byte[TABLE + 1];
    private int at;
    private int block;
    private int bits;
    private int bitCount;
    private int filled;

    /**
     * Prepares to read.
     *
     * @param from place of the byte that holds the smallest code size
     */
    GifLzw(Bytes in, int from, int pixels) {
        this.in = in;
        this.smallest = in.u8(from);
        this.at = from + 1;
        if (smallest > MOST_BITS) {
            throw in.damaged("GIF data: code size must be at most 12 bits, was " + smallest);
        }
        this.pixels = new byte[pixels];
    }

    /** Returns the indices in the order of the file's rows. */
    byte[] decode() {
        int clear = 1 << smallest;
        int size = smallest + 1;
        int next = clear + 2;
        int previous = -1;
        int first = 0;
        while (filled < pixels.length) {
            int code = code(size);
            if (code == clear) {
                size = smallest + 1;
                next = clear + 2;
                previous = -1;
            } else if (code == clear + 1) {
                throw ended();
            } else if (previous < 0) {
                if (code > clear) {
                    throw in.damaged("GIF data: code " + code + " before its string");
                }
                first = code;
                string[0] = (byte) code;
                put(0, 1);
                previous = code;
            } else {
                first = expand(code, next, previous, first, clear);
                if (next < TABLE) {
                    last[next] = (byte) first;
                    link[next] = (short) previous;
                    if (next == (1 << size) - 1 && size < MOST_BITS) {
                        size++;
                    }
                    next++;
                }
                previous = code;
            }
        }
        return pixels;
    }

    /** Writes the string of a code and returns its first pixel. */
    private int expand(int code, int next, int previous, int first, int clear) {
        if (code > next || code >= TABLE) {
            throw in.damaged("GIF data: code " + code + " before its string");
        }
        int from = string.length;
        int c = code;
        if (code == next) {
            string[--from] = (byte) first;
            c = previous;
        }
        while (c >= clear) {
            if (from == 1 || c < clear + 2) {
                throw in.damaged("GIF data: a string without start");
            }
            string[--from] = last[c];
            c = link[c];
        }
        string[--from] = (byte) c;
        put(from, string.length - from);
        return c;
    }

    private void put(int from, int count) {
        int taken = Math.min(count, pixels.length - filled);
        System.arraycopy(string, from, pixels, filled, taken);
        filled += taken;
    }

    private int code(int size) {
        while (bitCount < size) {
            if (block == 0) {
                block = at < in.length() ? in.u8(at++) : 0;
                if (block == 0) {
                    throw ended();
                }
                in.checkTime();
            }
            if (at >= in.length()) {
                throw ended();
            }
            bits |= in.u8(at++) << bitCount;
            bitCount += 8;
            block--;
        }
        int code = bits & (1 << size) - 1;
        bits >>>= size;
        bitCount -= size;
        return code;
    }

    private ImageException ended() {
        return in.truncated("GIF frame promises " + pixels.length + " pixels, its data ends after " + filled);
    }
}
