package org.imprint.vision.decode.format;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.List;
import javax.imageio.spi.ImageReaderSpi;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.ExifOrientation;
import org.imprint.vision.decode.base.JdkReader;
import org.imprint.vision.decode.base.Palette;
import org.imprint.vision.decode.base.Picture;
import org.imprint.vision.image.RgbImage;

/**
 * TIFF: the first page, its samples read by a library, its colours converted here as Pillow converts them.
 *
 * <p>Always turned as its orientation tag says, because Pillow does so when it loads the pixels.
 */
public final class TiffFile {

    private static final int JPEG = 7;
    /** None, CCITT (2, 3, 4), LZW, old JPEG, deflate (8, 32946) and PackBits. */
    private static final List<Long> COMPRESSIONS = List.of(1L, 2L, 3L, 4L, 5L, 6L, 8L, 32_773L, 32_946L);

    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int CMYK = 5;
    private static final int YCC = 6;
    private static final int PREMULTIPLIED = 1;
    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;

    private final Bytes in;
    private final TiffDirectory page;
    private final int width;
    private final int height;
    private final int photometric;
    private final int bits;

    private TiffFile(Bytes in) {
        this.in = in;
        this.page = new TiffDirectory(in);
        long w = page.value(TiffDirectory.WIDTH, 0);
        long h = page.value(TiffDirectory.HEIGHT, 0);
        in.checkSize(w, h);
        this.width = (int) w;
        this.height = (int) h;
        this.photometric = (int) page.value(TiffDirectory.PHOTOMETRIC, WHITE_IS_ZERO);
        this.bits = (int) page.value(TiffDirectory.BITS, 1);
        checkSamples();
    }

    /** Decodes a file of this format. @throws ImageException if it is damaged, of a kind that is not read, or beyond its budget */
    public static Picture decode(Bytes in) {
        TiffFile file = new TiffFile(in);
        int orientation = (int) file.page.value(TiffDirectory.ORIENTATION, 1);
        boolean legal = orientation >= 1 && orientation <= 8;
        return new Picture(ExifOrientation.turn(file.image(), legal ? orientation : 1), 1);
    }

    /** Refuses what would take more memory than the pixels that were allowed for. */
    private void checkSamples() {
        long samples = page.value(TiffDirectory.SAMPLES, 1);
        if (samples < 1 || samples > 8) {
            throw in.unsupported("TIFF pixels must have 1 to 8 samples, was " + samples);
        }
        long[] depths = page.values(TiffDirectory.BITS);
        if (Arrays.stream(depths).anyMatch(d -> d != bits) || bits < 1 || bits > 32) {
            throw in.unsupported("TIFF samples must have equal depths of 1 to 32 bits, was " + Arrays.toString(depths));
        }
        checkFormat();
        in.checkCost((long) width * height * samples * ((bits + 7) / 8));
        long tileWidth = page.value(TiffDirectory.TILE_WIDTH, 1);
        long tileHeight = page.value(TiffDirectory.TILE_HEIGHT, 1);
        in.checkSize(tileWidth, tileHeight);
    }

    /** Refuses samples whose conversion to 8 bits nobody has agreed on. */
    private void checkFormat() {
        long format = page.value(TiffDirectory.SAMPLE_FORMAT, UNSIGNED);
        boolean grey = photometric == WHITE_IS_ZERO || photometric == BLACK_IS_ZERO;
        boolean legal = grey ? format == UNSIGNED || format == SIGNED && bits > 8 : format == UNSIGNED && bits <= 16;
        if (!legal) {
            throw in.unsupported("TIFF samples must be unsigned, or signed grey of 16 or 32 bits, was format " + format
                    + " with " + bits + " bits");
        }
    }

    private RgbImage image() {
        long compression = page.value(TiffDirectory.COMPRESSION, 1);
        if (compression == JPEG) {
            return new TiffJpeg(in, page, width, height).decode();
        }
        if (!COMPRESSIONS.contains(compression)) {
            throw in.unsupported("TIFF compression must be one of " + COMPRESSIONS + " or 7, was " + compression);
        }
        ImageReaderSpi spi = in.u8(2) == 43 || in.u8(3) == 43 ? new BigTIFFImageReaderSpi() : new TIFFImageReaderSpi();
        Raster raster = JdkReader.image(spi, "TIFF", in, page.alone()).getRaster();
        if (raster.getWidth() != width || raster.getHeight() != height) {
            throw in.damaged("TIFF data: decoded to another shape");
        }
        return switch (photometric) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> RgbImage.grey(width, height, grey(raster));
            case PALETTE -> palette().look(width, height, JdkReader.bytes(first(raster)));
            case RGB, YCC -> rgb(raster);
            case CMYK -> cmyk(raster);
            default ->
                throw in.unsupported("TIFF colours must be grey, RGB, a palette, CMYK or YCbCr"
                        + " (photometric interpretation 0, 1, 2, 3, 5, 6), was " + photometric);
        };
    }

    private static Raster first(Raster raster) {
        return raster.createChild(0, 0, raster.getWidth(), raster.getHeight(), 0, 0, new int[] {0});
    }

    private byte[] grey(Raster raster) {
        byte[] grey = new byte[width * height];
        float[] row = new float[width * raster.getNumBands()];
        boolean signed = page.value(TiffDirectory.SAMPLE_FORMAT, UNSIGNED) == SIGNED;
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = greyByte(row[x * raster.getNumBands()], signed);
            }
        }
        return grey;
    }

    private byte greyByte(float sample, boolean signed) {
        if (bits <= 8) {
            int value = (int) sample * (255 / ((1 << bits) - 1));
            // The library turns 2 to 8 bits where the tag says so, never 1 bit; where there is no tag, it guesses.
            boolean turn = photometric == WHITE_IS_ZERO && (bits == 1 || !page.has(TiffDirectory.PHOTOMETRIC));
            return (byte) (turn ? 255 - value : value);
        }
        float value = signed && bits == 16 ? (short) sample : sample;
        return (byte) Math.max(0, Math.min(255, value));
    }

    private Palette palette() {
        long[] colours = page.values(TiffDirectory.COLOURS);
        int n = Math.min(256, colours.length / 3);
        Palette palette = new Palette();
        for (int i = 0; i < n; i++) {
            int third = colours.length / 3;
            palette.set(i, (int) colours[i] >> 8, (int) colours[third + i] >> 8, (int) colours[2 * third + i] >> 8);
        }
        return palette;
    }

    private RgbImage rgb(Raster raster) {
        int bands = raster.getNumBands();
        if (bands < 3) {
            throw in.damaged("TIFF data: RGB with " + bands + " samples");
        }
        boolean premultiplied = bands > 3 && page.value(TiffDirectory.EXTRA_SAMPLES, 0) == PREMULTIPLIED;
        int shift = Math.max(0, bits - 8);
        byte[] pixels = new byte[3 * width * height];
        int[] row = new int[bands * width];
        for (int y = 0, to = 0; y < height; y++) {
            JdkReader.row(raster, y, row);
            for (int x = 0; x < row.length; x += bands) {
                int alpha = premultiplied ? row[x + 3] >> shift : 255;
                for (int c = 0; c < 3; c++) {
                    int value = row[x + c] >> shift;
                    pixels[to++] = (byte) (alpha == 0 ? 0 : Math.min(255, value * 255 / alpha));
                }
            }
        }
        return new RgbImage(width, height, pixels);
    }

    private RgbImage cmyk(Raster raster) {
        int bands = raster.getNumBands();
        if (bands < 4) {
            throw in.damaged("TIFF data: CMYK with " + bands + " samples");
        }
        int shift = Math.max(0, bits - 8);
        byte[] inverted = new byte[4 * width * height];
        int[] row = new int[bands * width];
        for (int y = 0, to = 0; y < height; y++) {
            JdkReader.row(raster, y, row);
            for (int x = 0; x < row.length; x += bands) {
                for (int c = 0; c < 4; c++) {
                    inverted[to++] = (byte) (255 - (row[x + c] >> shift));
                }
            }
        }
        return new RgbImage(width, height, JpegColours.fromCmyk(inverted, false));
    }
}
