package org.imprint.vision.image;

/**
 * The second pass: each target row is a weighted sum of source rows.
 *
 * <p>Works on rows of ints, all read and written at the same index: that is the shape of loop that the just-in-time
 * compiler of Java 17 turns into vector instructions. Only the last step narrows to bytes.
 */
final class VerticalPass {

    private VerticalPass() {}

    /** Returns the target rows, one after the other. */
    static byte[] run(SourceRows in, Coefficients rows) {
        int stride = in.stride();
        byte[] out = new byte[stride * rows.length()];
        int[] sums = new int[stride];
        for (int y = 0; y < rows.length(); y++) {
            sum(in, rows, y, sums);
            clamp(sums);
            narrow(sums, out, y * stride);
        }
        return out;
    }

    /** Sums two taps at a time: half as many passes over the sums. */
    private static void sum(SourceRows in, Coefficients rows, int y, int[] sums) {
        int[] weights = rows.weights();
        int row = rows.first(y);
        int w = rows.offset(y);
        int end = w + rows.taps(y);
        if (rows.taps(y) % 2 == 1) {
            start(in.row(row++), weights[w++], sums);
        } else {
            start(in.row(row), in.row(row + 1), weights[w], weights[w + 1], sums);
            row += 2;
            w += 2;
        }
        for (; w < end; w += 2, row += 2) {
            add(in.row(row), in.row(row + 1), weights[w], weights[w + 1], sums);
        }
    }

    private static void start(int[] a, int first, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Coefficients.HALF + a[i] * first;
        }
    }

    private static void start(int[] a, int[] b, int first, int second, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Coefficients.HALF + a[i] * first + b[i] * second;
        }
    }

    private static void add(int[] a, int[] b, int first, int second, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a[i] * first + b[i] * second;
        }
    }

    /**
     * Brings sums to pixels in [0, 255].
     *
     * <p>Written with shifts, as Java 17 makes no vector instructions of {@code Math.min} and {@code Math.max}:
     * x &amp; ~(x &gt;&gt; 31) is x where it is positive and otherwise 0.
     */
    static void clamp(int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            int v = sums[i] >> Coefficients.PRECISION;
            v &= ~(v >> 31);
            int below = 255 - v;
            below &= ~(below >> 31);
            sums[i] = 255 - below;
        }
    }

    /** Copies pixels in [0, 255] to bytes. */
    static void narrow(int[] pixels, byte[] out, int to) {
        for (int i = 0; i < pixels.length; i++) {
            out[to + i] = (byte) pixels[i];
        }
    }
}
