package org.imprint.vision.decode.format;

import java.util.List;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.Palette;
import org.imprint.vision.decode.base.Picture;
import org.imprint.vision.image.RgbImage;

/**
 * BMP: 1, 4, 8, 16, 24 and 32 bits, plain, run-length coded or with colour masks.
 *
 * <p>Read here and not by the JDK, so that no field of the header sizes an allocation and that grey or short palettes, masks and
 * old headers come out as in Pillow.
 */
public final class BmpFile {

    private static final int FILE_HEADER = 14;
    private static final int OS2 = 12;
    private static final int OS2_2 = 64;
    private static final List<Long> HEADERS = List.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int MASKS = 3;
    /** More than any pixel can name, but Pillow reads such files. */
    private static final int MOST_COLOURS = 65_536;

    private final Bytes in;
    private final boolean os2;
    private final int headerSize;
    private final int width;
    private final int height;
    private final boolean topDown;
    private final int bits;
    private final int compression;

    private BmpFile(Bytes in) {
        this.in = in;
        long size = in.u32le(FILE_HEADER);
        if (!HEADERS.contains(size)) {
            throw in.unsupported("BMP header must have one of " + HEADERS + " bytes, was " + size);
        }
        headerSize = (int) size;
        in.need(FILE_HEADER, headerSize);
        os2 = size == OS2;
        int rows = os2 ? in.u16le(20) : (int) in.u32le(22);
        topDown = rows < 0;
        in.checkSize(os2 ? in.u16le(18) : in.u32le(18), Math.abs((long) rows));
        width = os2 ? in.u16le(18) : (int) in.u32le(18);
        height = Math.abs(rows);
        bits = os2 ? in.u16le(24) : in.u16le(28);
        if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
            throw in.unsupported("BMP pixels must have 1, 4, 8, 16, 24 or 32 bits, was " + bits);
        }
        long kind = os2 ? 0 : in.u32le(30);
        if (kind > MASKS
                || kind == RLE8 && bits != 8
                || kind == RLE4 && bits != 4
                || kind == MASKS && (bits < 16 || size == OS2_2)) {
            throw in.unsupported("BMP compression " + kind + " is not one for pixels of " + bits + " bits");
        }
        compression = (int) kind;
    }

    /** Decodes a file of this format. @throws ImageException if it is damaged, of a kind that is not read, or beyond its budget */
    public static Picture decode(Bytes in) {
        BmpFile file = new BmpFile(in);
        return new Picture(file.bits <= 8 ? file.indexed() : file.direct(), 1);
    }

    private RgbImage indexed() {
        long named = os2 ? 0 : in.u32le(46);
        if (named > MOST_COLOURS) {
            throw in.damaged("BMP data: palette must have at most " + MOST_COLOURS + " colours, was " + named);
        }
        int colours = named == 0 ? 1 << bits : (int) named;
        int step = os2 ? 3 : 4;
        int at = FILE_HEADER + headerSize;
        Palette palette = new Palette();
        for (int i = 0; i < Math.min(256, colours) && at + (i + 1) * step <= in.length(); i++) {
            palette.set(i, in.u8(at + i * step + 2), in.u8(at + i * step + 1), in.u8(at + i * step));
        }
        long pixels = in.u32le(10);
        if (pixels == at) {
            // Some programs forget the palette when they count.
            pixels += 4L * colours;
        }
        byte[] indices = compression == RLE8 || compression == RLE4
                ? new BmpRle(in, pixels, width, height, compression == RLE4).decode()
                : unpack(pixels);
        return palette.look(width, height, upright(indices, width));
    }

    private byte[] unpack(long from) {
        checkPixels(from);
        byte[] indices = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = (int) from + y * stride();
            for (int x = 0; x < width; x++) {
                int bit = x * bits;
                int shift = 8 - bits - bit % 8;
                indices[y * width + x] = (byte) (in.data()[row + bit / 8] >> shift & (1 << bits) - 1);
            }
        }
        return indices;
    }

    private RgbImage direct() {
        long from = in.u32le(10);
        checkPixels(from);
        long[] masks = masks();
        int bytes = bits / 8;
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (int) from + y * stride() + x * bytes;
                long value = 0;
                for (int b = 0; b < bytes; b++) {
                    value |= (in.data()[at + b] & 0xffL) << 8 * b;
                }
                for (int c = 0; c < 3; c++) {
                    int shift = Long.numberOfTrailingZeros(masks[c]);
                    long largest = masks[c] >> shift;
                    pixels[3 * (y * width + x) + c] = (byte) ((value >> shift & largest) * 255 / largest);
                }
            }
        }
        return new RgbImage(width, height, upright(pixels, 3 * width));
    }

    private long[] masks() {
        long[] masks = bits == 16 ? new long[] {0x7c00, 0x3e0, 0x1f} : new long[] {0xff0000, 0xff00, 0xff};
        if (compression != MASKS) {
            return masks;
        }
        long[] named = {in.u32le(54), in.u32le(58), in.u32le(62)};
        if (named[0] == 0 && named[1] == 0 && named[2] == 0) {
            return masks;
        }
        for (long mask : named) {
            if (mask == 0 || mask >= 1L << bits) {
                throw in.damaged(String.format("BMP colour mask must lie within %d bits, was 0x%x", bits, mask));
            }
        }
        return named;
    }

    private int stride() {
        return (int) (((long) width * bits + 31) / 32 * 4);
    }

    private void checkPixels(long from) {
        in.need(from, (long) stride() * (height - 1) + ((long) width * bits + 7) / 8);
    }

    /** Returns the rows from the top down; they are stored from the bottom up unless the height is negative. */
    private byte[] upright(byte[] rows, int length) {
        if (topDown) {
            return rows;
        }
        byte[] turned = new byte[rows.length];
        for (int y = 0; y < height; y++) {
            System.arraycopy(rows, y * length, turned, (height - 1 - y) * length, length);
        }
        return turned;
    }
}
