package org.imprint.vision.data;

import org.imprint.vision.image.RgbImage;

/** The EXIF orientation: finding it and turning an image by it. */
final class ExifOrientation {

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    private ExifOrientation() {}

    /** Returns the orientation in a TIFF block, or 1 where it has none or is damaged: pixels matter more than notes. */
    static int read(Bytes in, int at, int length) {
        boolean little = in.matches(at, 'I', 'I', 42, 0);
        if (length < 8 || !little && !in.matches(at, 'M', 'M', 0, 42)) {
            return 1;
        }
        long directory = little ? in.u32le(at + 4) : in.u32be(at + 4);
        if (directory + 2 > length) {
            return 1;
        }
        int first = at + (int) directory;
        int entries = little ? in.u16le(first) : in.u16be(first);
        for (int e = 0; e < entries && directory + 2 + 12L * (e + 1) <= length; e++) {
            int entry = first + 2 + 12 * e;
            int tag = little ? in.u16le(entry) : in.u16be(entry);
            int type = little ? in.u16le(entry + 2) : in.u16be(entry + 2);
            if (tag == TAG && type == SHORT) {
                int value = little ? in.u16le(entry + 8) : in.u16be(entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /** Returns the image turned upright. */
    static RgbImage turn(RgbImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int w = image.width();
        int h = image.height();
        int width = orientation >= 5 ? h : w;
        int height = orientation >= 5 ? w : h;
        byte[] in = image.pixels();
        byte[] out = new byte[in.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * source(orientation, x, y, w, h);
                int to = 3 * (y * width + x);
                out[to] = in[from];
                out[to + 1] = in[from + 1];
                out[to + 2] = in[from + 2];
            }
        }
        return new RgbImage(width, height, out);
    }

    /** Returns which stored pixel comes to (x, y); w and h are the stored sides. */
    private static int source(int orientation, int x, int y, int w, int h) {
        return switch (orientation) {
            case 2 -> y * w + w - 1 - x; // mirrored left to right
            case 3 -> (h - 1 - y) * w + w - 1 - x; // turned by 180°
            case 4 -> (h - 1 - y) * w + x; // mirrored top to bottom
            case 5 -> x * w + y; // transposed
            case 6 -> (h - 1 - x) * w + y; // turned clockwise
            case 7 -> (h - 1 - x) * w + w - 1 - y; // transposed over the other diagonal
            case 8 -> x * w + w - 1 - y; // turned counter-clockwise
            default -> y * w + x;
        };
    }
}
