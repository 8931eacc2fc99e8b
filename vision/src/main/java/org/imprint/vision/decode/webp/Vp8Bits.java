package org.imprint.vision.decode.webp;

/** The boolean decoder of VP8 (RFC 6386, section 7): bits of given probabilities out of a partition of the file. */
final class Vp8Bits {

    private static final int EVEN = 128;

    private final byte[] data;
    private final int end;
    private int at;
    private int value;
    private int range = 254;
    private int bits = -8;
    private boolean ended;

    Vp8Bits(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /** Returns whether bits were read that the partition does not hold; they are 0. */
    boolean ended() {
        return ended;
    }

    /** Returns a bit that is 0 with a probability of {@code probability / 256}. */
    int bit(int probability) {
        if (bits < 0) {
            ended |= at >= end;
            value = value << 8 | (at < end ? data[at++] & 0xff : 0);
            bits += 8;
        }
        int split = range * probability >> 8;
        int bit = value >> bits > split ? 1 : 0;
        int left;
        if (bit == 1) {
            left = range - split;
            value -= split + 1 << bits;
        } else {
            left = split + 1;
        }
        int shift = Math.max(0, Integer.numberOfLeadingZeros(left) - 24);
        bits -= shift;
        range = (left << shift) - 1;
        return bit;
    }

    boolean flag() {
        return bit(EVEN) == 1;
    }

    /** Returns a number of n bits, the highest first. */
    int number(int n) {
        int number = 0;
        for (int i = 0; i < n; i++) {
            number = number << 1 | bit(EVEN);
        }
        return number;
    }

    /** Returns a number of n bits and a sign, or 0 where a flag says that there is none. */
    int optional(int n) {
        if (!flag()) {
            return 0;
        }
        int number = number(n);
        return flag() ? -number : number;
    }
}
