package org.imprint.vision.decode.format;

import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.Picture;
import org.imprint.vision.image.RgbImage;

/**
 * PNM: bits, grey and colours, P1 to P3 in digits and P4 to P6 in bytes.
 *
 * <p>Samples are stretched from [0, largest] to [0, 255], halves to the even neighbour; grey with a largest above 255 is stretched to
 * [0, 65535] and then clipped at 255, as Pillow does with all grey of 16 bits.
 */
public final class PnmFile {

    private static final int BYTE = 255;
    private static final int WORD = 65_535;

    private final Bytes in;
    private final int kind;
    private int at = 2;
    private int width;
    private int height;
    private int largest = 1;

    private PnmFile(Bytes in) {
        this.in = in;
        this.kind = in.u8(1) - '0';
    }

    /** Decodes a file of this format. @throws ImageException if it is damaged, of a kind that is not read, or beyond its budget */
    public static Picture decode(Bytes in) {
        return new Picture(new PnmFile(in).decode(), 1);
    }

    private RgbImage decode() {
        width = number();
        height = number();
        in.checkSize(width, height);
        if (kind != 1 && kind != 4) {
            largest = number();
            if (largest < 1 || largest > WORD) {
                throw in.damaged("PNM data: largest value must be in [1, 65535], was " + largest);
            }
        }
        int samples = width * height * (kind == 3 || kind == 6 ? 3 : 1);
        byte[] pixels = kind <= 3 ? digits(samples) : kind == 4 ? bits() : bytes(samples);
        return samples == width * height ? RgbImage.grey(width, height, pixels) : new RgbImage(width, height, pixels);
    }

    /** Reads a number of the header and the one white space behind it. */
    private int number() {
        skipWhite();
        int start = at;
        long value = 0;
        while (at < in.length() && !white(in.u8(at))) {
            int digit = in.u8(at) - '0';
            if (digit < 0 || digit > 9 || at - start > 9) {
                throw in.damaged("PNM data: no number at offset " + start);
            }
            value = 10 * value + digit;
            at++;
        }
        if (at == start) {
            throw in.truncated("PNM file ends within its header");
        }
        at++;
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private void skipWhite() {
        while (at < in.length() && (white(in.u8(at)) || in.u8(at) == '#')) {
            if (in.u8(at) == '#') {
                while (at < in.length() && in.u8(at) != '\n' && in.u8(at) != '\r') {
                    at++;
                }
            } else {
                at++;
            }
        }
    }

    private static boolean white(int value) {
        return value == ' ' || value >= '\t' && value <= '\r';
    }

    private byte[] digits(int samples) {
        in.checkHeld(samples, in.length() - at, 1);
        byte[] pixels = new byte[samples];
        for (int i = 0; i < samples; i++) {
            if (kind == 1) {
                skipWhite();
                in.need(at, 1);
                int bit = in.u8(at++);
                if (bit != '0' && bit != '1') {
                    throw in.damaged("PNM data: no bit at offset " + (at - 1));
                }
                pixels[i] = (byte) (bit == '0' ? BYTE : 0);
            } else {
                pixels[i] = scaled(number());
            }
        }
        return pixels;
    }

    /** Reads bits, 1 being black; every row begins with a byte of its own. */
    private byte[] bits() {
        int stride = (width + 7) / 8;
        in.need(at, (long) stride * height);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int bit = in.data()[at + y * stride + x / 8] >> 7 - x % 8 & 1;
                pixels[y * width + x] = (byte) (bit == 0 ? BYTE : 0);
            }
        }
        return pixels;
    }

    private byte[] bytes(int samples) {
        int size = largest > BYTE ? 2 : 1;
        in.need(at, (long) samples * size);
        byte[] pixels = new byte[samples];
        if (largest == BYTE) {
            System.arraycopy(in.data(), at, pixels, 0, samples);
            return pixels;
        }
        for (int i = 0; i < samples; i++) {
            int value = size == 1 ? in.u8(at + i) : in.u16be(at + 2 * i);
            pixels[i] = scaled(Math.min(value, largest));
        }
        return pixels;
    }

    private byte scaled(int value) {
        if (value > largest) {
            throw in.damaged("PNM data: samples must be at most " + largest + ", was " + value);
        }
        boolean wide = largest > BYTE && kind != 3 && kind != 6;
        long stretched = Math.round(Math.rint((double) value / largest * (wide ? WORD : BYTE)));
        return (byte) Math.min(BYTE, stretched);
    }
}
