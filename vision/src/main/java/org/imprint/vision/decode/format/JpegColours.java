package org.imprint.vision.decode.format;

/**
 * The colour spaces of JPEG in libjpeg's 16-bit fixed point, and Pillow's CMYK.
 *
 * <pre>
 *   R = Y + 1.402 (Cr − 128)    G = Y − 0.34414 (Cb − 128) − 0.71414 (Cr − 128)    B = Y + 1.772 (Cb − 128)
 * </pre>
 */
final class JpegColours {

    private static final int HALF = 1 << 15;
    private static final int[] RED = new int[256];
    private static final int[] GREEN_CR = new int[256];
    private static final int[] GREEN_CB = new int[256];
    private static final int[] BLUE = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int x = i - 128;
            RED[i] = (fixed(1.40200) * x + HALF) >> 16;
            BLUE[i] = (fixed(1.77200) * x + HALF) >> 16;
            GREEN_CR[i] = -fixed(0.71414) * x;
            GREEN_CB[i] = -fixed(0.34414) * x + HALF;
        }
    }

    private JpegColours() {}

    private static int fixed(double value) {
        return (int) (value * (1 << 16) + 0.5);
    }

    /** Turns interleaved Y, Cb, Cr into red, green, blue, in place: a second array costs more than the arithmetic. */
    static byte[] fromYcc(byte[] samples) {
        for (int i = 0; i < samples.length; i += 3) {
            ycc(samples, i, samples, i);
        }
        return samples;
    }

    private static void ycc(byte[] in, int from, byte[] out, int to) {
        int y = in[from] & 0xff;
        int cb = in[from + 1] & 0xff;
        int cr = in[from + 2] & 0xff;
        out[to] = clamp(y + RED[cr]);
        out[to + 1] = clamp(y + ((GREEN_CB[cb] + GREEN_CR[cr]) >> 16));
        out[to + 2] = clamp(y + BLUE[cb]);
    }

    /**
     * Converts four inverted inks (as every program since Adobe's stores them) to red, green, blue.
     *
     * @param ycck whether the first three are Y, Cb, Cr of the inverted colours
     */
    static byte[] fromCmyk(byte[] samples, boolean ycck) {
        byte[] rgb = new byte[samples.length / 4 * 3];
        byte[] colour = new byte[3];
        for (int i = 0, to = 0; i < samples.length; i += 4, to += 3) {
            int white = samples[i + 3] & 0xff; // 255 less black
            if (ycck) {
                ycc(samples, i, colour, 0);
            }
            for (int c = 0; c < 3; c++) {
                // Y, Cb, Cr give the complement of the stored ink, which is the ink itself.
                int ink = ycck ? colour[c] & 0xff : 255 - (samples[i + c] & 0xff);
                int t = ink * white + 128;
                rgb[to + c] = clamp(white - (((t >> 8) + t) >> 8));
            }
        }
        return rgb;
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
