package org.imprint.vision.decode.base;

import org.imprint.vision.image.RgbImage;

/** 256 colours; those that a file does not set are grey, entry i being (i, i, i), as in Pillow. */
public final class Palette {

    private final byte[] rgb = new byte[3 * 256];

    /** Creates a palette of 256 greys. */
    public Palette() {
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3);
        }
    }

    /** Sets the first colours from red, green, blue triples of a file. */
    public Palette read(Bytes in, int at, int colours) {
        in.need(at, 3L * colours);
        System.arraycopy(in.data(), at, rgb, 0, 3 * colours);
        return this;
    }

    /** Sets one colour, of channels in [0, 255]. @param index in [0, 255] */
    public void set(int index, int red, int green, int blue) {
        rgb[3 * index] = (byte) red;
        rgb[3 * index + 1] = (byte) green;
        rgb[3 * index + 2] = (byte) blue;
    }

    /** Returns the image whose pixels are these indices. */
    public RgbImage look(int width, int height, byte[] indices) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int from = 3 * (indices[i] & 0xff);
            pixels[3 * i] = rgb[from];
            pixels[3 * i + 1] = rgb[from + 1];
            pixels[3 * i + 2] = rgb[from + 2];
        }
        return new RgbImage(width, height, pixels);
    }
}
