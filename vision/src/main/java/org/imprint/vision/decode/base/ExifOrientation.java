package org.imprint.vision.decode.base;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.imprint.vision.image.RgbImage;

/** The EXIF orientation: finding it and turning an image by it. */
public final class ExifOrientation {

    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;

    private ExifOrientation() {}

    /**
     * Returns the orientation in an EXIF block, or nothing where it has none or is damaged: pixels matter more than notes.
     *
     * <p>The block may begin with {@code Exif\0\0}. Whatever numeric type holds the tag is read, as in Pillow; of several the last.
     */
    public static OptionalInt read(Bytes in, int at, int length) {
        int from = at;
        while (from + 6 <= at + length && in.matches(from, 'E', 'x', 'i', 'f', 0, 0)) {
            from += 6;
        }
        return directory(in, from, at + length - from);
    }

    private static OptionalInt directory(Bytes in, int at, int length) {
        boolean little = in.matches(at, 'I', 'I', 42, 0) || in.matches(at, 'I', 'I', 0, 42);
        boolean big = in.matches(at, 'M', 'M', 0, 42) || in.matches(at, 'M', 'M', 42, 0);
        if (length < 8 || !little && !big || at + length > in.length()) {
            return OptionalInt.empty();
        }
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer block = ByteBuffer.wrap(in.data(), at, length).slice().order(order);
        long first = block.getInt(4) & 0xffffffffL;
        OptionalInt orientation = OptionalInt.empty();
        if (first + 2 <= length) {
            int entries = block.getShort((int) first) & 0xffff;
            for (int e = 0; e < entries && first + 2 + ENTRY * (e + 1L) <= length; e++) {
                int entry = (int) first + 2 + ENTRY * e;
                if ((block.getShort(entry) & 0xffff) == TAG) {
                    orientation = legal(value(block, entry));
                }
            }
        }
        return orientation;
    }

    private static OptionalInt legal(double value) {
        boolean legal = value >= 1 && value <= 8 && value == Math.rint(value);
        return legal ? OptionalInt.of((int) value) : OptionalInt.empty();
    }

    /** Returns the first value of an entry, or 0 where its type is not a number. */
    private static double value(ByteBuffer block, int entry) {
        int type = block.getShort(entry + 2);
        int size =
                switch (type) {
                    case 6 -> 1;
                    case 3, 8 -> 2;
                    case 4, 9, 11, 13 -> 4;
                    case 5, 10, 12, 16 -> 8;
                    default -> 0;
                };
        long count = block.getInt(entry + 4) & 0xffffffffL;
        if (size == 0 || count == 0) {
            return 0;
        }
        long at = size * count <= 4 ? entry + 8L : block.getInt(entry + 8) & 0xffffffffL;
        return at + size * count > block.capacity() ? 0 : number(block, type, (int) at);
    }

    private static double number(ByteBuffer block, int type, int at) {
        return switch (type) {
            case 3 -> block.getShort(at) & 0xffff;
            case 4, 13 -> block.getInt(at) & 0xffffffffL;
            case 5 -> (block.getInt(at) & 0xffffffffL) / (double) (block.getInt(at + 4) & 0xffffffffL);
            case 6 -> block.get(at);
            case 8 -> block.getShort(at);
            case 9 -> block.getInt(at);
            case 10 -> block.getInt(at) / (double) block.getInt(at + 4);
            case 11 -> block.getFloat(at);
            case 12 -> block.getDouble(at);
            default -> block.getLong(at);
        };
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
