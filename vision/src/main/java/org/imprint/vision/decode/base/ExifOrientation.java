package org.imprint.vision.decode.base;

import java.util.OptionalInt;
import org.imprint.vision.image.RgbImage;

/** The EXIF orientation: finding it, judging it and turning an image by it. */
public final class ExifOrientation {

    private static final int TAG = 0x0112;
    private static final int WIDTH_TAG = 0xa002;
    private static final int HEIGHT_TAG = 0xa003;

    private ExifOrientation() {}

    /**
     * Returns the orientation in an EXIF block, or nothing where it has none or is damaged: pixels matter more than notes.
     *
     * <p>The block may begin with {@code Exif\0\0}. Whatever numeric type holds the tag is read, as in Pillow; of several the last.
     */
    public static OptionalInt read(Bytes in, int at, int length) {
        return ExifBlock.find(in, at, length)
                .map(block -> legal(block.number(block.first(), TAG)))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt legal(double value) {
        boolean legal = value >= 1 && value <= 8 && value == Math.rint(value);
        return legal ? OptionalInt.of((int) value) : OptionalInt.empty();
    }

    /**
     * Returns whether the sides that an EXIF block notes for the picture are those of the pixels exchanged, which are not square: the
     * pixels were turned after the block was written. False where it notes none.
     */
    public static boolean isOfExchangedSides(Bytes in, int at, int length, int width, int height) {
        return width != height
                && ExifBlock.find(in, at, length)
                        .filter(block -> block.picture() > 0
                                && block.number(block.picture(), WIDTH_TAG) == height
                                && block.number(block.picture(), HEIGHT_TAG) == width)
                        .isPresent();
    }

    /** Returns the image turned upright. */
    public static RgbImage turn(RgbImage image, int orientation) {
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
