package org.imprint.vision.decode.webp;

import java.util.Arrays;

/** The coefficients of one macroblock, read and transformed back (RFC 6386, sections 13 and 14). */
final class Vp8Residue {

    /** Kinds of block: luma after its DC was taken out, that DC, chroma, luma whole. */
    private static final int LUMA_AC = 0;

    private static final int SECOND = 1;
    private static final int CHROMA = 2;
    private static final int LUMA = 3;

    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    private static final int[][] LARGE = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    /** Whether blocks above (by column) and to the left have coefficients: 4 of luma, 2 each of chroma, and the second. */
    static final int CONTEXTS = 9;

    private final int[] probabilities;
    /** 16 blocks of luma, 4 of U, 4 of V, 16 coefficients each. */
    private final int[] coefficients = new int[24 * 16];

    private final int[] second = new int[16];

    Vp8Residue(int[] probabilities) {
        this.probabilities = probabilities;
    }

    /** Takes the macroblock as one without coefficients. */
    void skip(boolean fourByFour, boolean[] above, boolean[] left) {
        Arrays.fill(coefficients, 0);
        int contexts = fourByFour ? CONTEXTS - 1 : CONTEXTS;
        Arrays.fill(above, 0, contexts, false);
        Arrays.fill(left, 0, contexts, false);
    }

    /** Reads a macroblock and returns whether it has any coefficient. */
    boolean read(Vp8Bits in, boolean fourByFour, Vp8Header.Steps steps, boolean[] above, boolean[] left) {
        Arrays.fill(coefficients, 0);
        int first = 0;
        if (!fourByFour) {
            Arrays.fill(second, 0);
            int context = (above[8] ? 1 : 0) + (left[8] ? 1 : 0);
            boolean any = block(in, SECOND, context, steps.second(), 0, second, 0) > 0;
            above[8] = any;
            left[8] = any;
            spread();
            first = 1;
        }
        for (int b = 0; b < 16; b++) {
            int kind = fourByFour ? LUMA : LUMA_AC;
            context(in, kind, steps.luma(), first, b, new boolean[][] {above, left}, b % 4, b / 4);
        }
        for (int b = 16; b < 24; b++) {
            int plane = 4 + 2 * ((b - 16) / 4);
            context(in, CHROMA, steps.chroma(), 0, b, new boolean[][] {above, left}, plane + b % 2, plane + b % 4 / 2);
        }
        return Arrays.stream(coefficients).anyMatch(c -> c != 0);
    }

    private void context(Vp8Bits in, int kind, int[] steps, int first, int b, boolean[][] sides, int column, int row) {
        int context = (sides[0][column] ? 1 : 0) + (sides[1][row] ? 1 : 0);
        boolean any = block(in, kind, context, steps, first, coefficients, 16 * b) > first;
        sides[0][column] = any;
        sides[1][row] = any;
    }

    /** Reads a block and returns the place after its last coefficient. */
    private int block(Vp8Bits in, int kind, int context, int[] steps, int first, int[] out, int at) {
        int p = place(kind, first, context);
        int n = first;
        while (n < 16) {
            if (in.bit(probabilities[p]) == 0) {
                return n;
            }
            while (in.bit(probabilities[p + 1]) == 0) {
                n++;
                if (n == 16) {
                    return 16;
                }
                p = place(kind, n, 0);
            }
            int value = 1;
            if (in.bit(probabilities[p + 2]) == 1) {
                value = large(in, p);
            }
            p = place(kind, n + 1, value > 1 ? 2 : 1);
            // Damaged files overflow 16 bits, which libwebp's coefficients have.
            out[at + ZIGZAG[n]] = (short) ((in.flag() ? -value : value) * steps[n > 0 ? 1 : 0]);
            n++;
        }
        return 16;
    }

    private static int place(int kind, int n, int context) {
        return ((kind * 8 + BANDS[n]) * 3 + context) * Vp8Tables.TOKENS;
    }

    private int large(Vp8Bits in, int p) {
        if (in.bit(probabilities[p + 3]) == 0) {
            return in.bit(probabilities[p + 4]) == 0 ? 2 : 3 + in.bit(probabilities[p + 5]);
        }
        if (in.bit(probabilities[p + 6]) == 0) {
            if (in.bit(probabilities[p + 7]) == 0) {
                return 5 + in.bit(159);
            }
            int high = in.bit(165);
            return 7 + 2 * high + in.bit(145);
        }
        int high = in.bit(probabilities[p + 8]);
        int category = 2 * high + in.bit(probabilities[p + 9 + high]);
        int value = 0;
        for (int probability : LARGE[category]) {
            value = 2 * value + in.bit(probability);
        }
        return value + 3 + (8 << category);
    }

    /** Transforms the second block back into the DC of each block of luma. */
    private void spread() {
        int[] t = new int[16];
        for (int i = 0; i < 4; i++) {
            int a0 = second[i] + second[12 + i];
            int a1 = second[4 + i] + second[8 + i];
            int a2 = second[4 + i] - second[8 + i];
            int a3 = second[i] - second[12 + i];
            t[i] = a0 + a1;
            t[8 + i] = a0 - a1;
            t[4 + i] = a3 + a2;
            t[12 + i] = a3 - a2;
        }
        for (int i = 0; i < 4; i++) {
            int dc = t[4 * i] + 3;
            int a0 = dc + t[4 * i + 3];
            int a1 = t[4 * i + 1] + t[4 * i + 2];
            int a2 = t[4 * i + 1] - t[4 * i + 2];
            int a3 = dc - t[4 * i + 3];
            coefficients[64 * i] = (short) (a0 + a1 >> 3);
            coefficients[64 * i + 16] = (short) (a3 + a2 >> 3);
            coefficients[64 * i + 32] = (short) (a0 - a1 >> 3);
            coefficients[64 * i + 48] = (short) (a3 - a2 >> 3);
        }
    }

    /** Adds block b, transformed back, to the 4x4 pixels at a place. */
    void add(int b, Vp8Plane plane, int at) {
        int from = 16 * b;
        int[] t = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = coefficients[from + i] + coefficients[from + 8 + i];
            int s = coefficients[from + i] - coefficients[from + 8 + i];
            int c = sine(coefficients[from + 4 + i]) - cosine(coefficients[from + 12 + i]);
            int d = cosine(coefficients[from + 4 + i]) + sine(coefficients[from + 12 + i]);
            t[4 * i] = a + d;
            t[4 * i + 1] = s + c;
            t[4 * i + 2] = s - c;
            t[4 * i + 3] = a - d;
        }
        for (int i = 0; i < 4; i++) {
            int dc = t[i] + 4;
            int a = dc + t[8 + i];
            int s = dc - t[8 + i];
            int c = sine(t[4 + i]) - cosine(t[12 + i]);
            int d = cosine(t[4 + i]) + sine(t[12 + i]);
            int row = at + i * plane.stride();
            plane.set(row, plane.get(row) + (a + d >> 3));
            plane.set(row + 1, plane.get(row + 1) + (s + c >> 3));
            plane.set(row + 2, plane.get(row + 2) + (s - c >> 3));
            plane.set(row + 3, plane.get(row + 3) + (a - d >> 3));
        }
    }

    /** Returns √2·cos(π/8) times a value, in 16-bit fixed point. */
    private static int cosine(int value) {
        return (value * 20_091 >> 16) + value;
    }

    /** Returns √2·sin(π/8) times a value, in 16-bit fixed point. */
    private static int sine(int value) {
        return value * 35_468 >> 16;
    }
}
