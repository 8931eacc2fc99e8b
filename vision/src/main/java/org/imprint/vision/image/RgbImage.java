package org.imprint.vision.image;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * An 8-bit RGB image: interleaved bytes, row by row from the top left.
 *
 * <p>The red value of pixel (x, y) is {@code pixels()[3 * (y * width() + x)] & 0xff}, green and blue follow. The array is
 * shared with the giver and must not be written to after construction.
 */
public final class RgbImage {

    private final int width;
    private final int height;
    private final byte[] pixels;

    /**
     * Wraps pixels without copying them.
     *
     * @param pixels 3·width·height bytes
     * @throws ImprintException if a side is below 1 or the length does not fit
     */
    public RgbImage(int width, int height, byte[] pixels) {
        Checks.require(width >= 1 && height >= 1, "image sides must be ≥ 1", width + "x" + height);
        Checks.require(
                pixels.length == 3L * width * height,
                "image must have 3·" + width + "·" + height + " bytes",
                pixels.length);
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** Returns a grey image as RGB: each of the width·height bytes is repeated for the three channels. */
    public static RgbImage grey(int width, int height, byte[] grey) {
        Checks.require(
                grey.length == (long) width * height,
                "grey image must have " + width + "·" + height + " bytes",
                grey.length);
        byte[] rgb = new byte[3 * grey.length];
        for (int i = 0; i < grey.length; i++) {
            rgb[3 * i] = grey[i];
            rgb[3 * i + 1] = grey[i];
            rgb[3 * i + 2] = grey[i];
        }
        return new RgbImage(width, height, rgb);
    }

    /** Returns the grey value of each pixel, as Pillow's mode L has it: (19595 R + 38470 G + 7471 B + 32768) / 65536, [height · width]. */
    public byte[] grey() {
        byte[] grey = new byte[width * height];
        for (int i = 0; i < grey.length; i++) {
            int r = pixels[3 * i] & 0xff;
            int g = pixels[3 * i + 1] & 0xff;
            int b = pixels[3 * i + 2] & 0xff;
            grey[i] = (byte) ((19595 * r + 38470 * g + 7471 * b + 0x8000) >> 16);
        }
        return grey;
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the shared bytes, RGB interleaved. */
    public byte[] pixels() {
        return pixels;
    }
}
