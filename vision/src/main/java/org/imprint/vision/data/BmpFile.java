package org.imprint.vision.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.imprint.vision.image.RgbImage;

/** BMP: checks the header, lets the JDK's reader unpack the samples and scales them to 8 bits. */
final class BmpFile {

    private static final int HEADER = 14;
    private static final int OS2 = 12;

    private BmpFile() {}

    static Picture decode(Bytes in) {
        check(in);
        BufferedImage image = JdkReader.image("bmp", in, in.data());
        Raster raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel model) {
            Palette palette = new Palette();
            for (int i = 0; i < Math.min(256, model.getMapSize()); i++) {
                palette.set(i, model.getRed(i), model.getGreen(i), model.getBlue(i));
            }
            return new Picture(palette.look(raster.getWidth(), raster.getHeight(), JdkReader.bytes(raster)), 1);
        }
        return new Picture(direct(in, raster), 1);
    }

    private static void check(Bytes in) {
        long size = in.u32le(HEADER);
        boolean os2 = size == OS2;
        if (!os2 && size != 40 && size != 108 && size != 124) {
            throw in.error("BMP header must have 12, 40, 108 or 124 bytes, was " + size);
        }
        in.need(HEADER, size);
        long width = os2 ? in.u16le(18) : in.u32le(18);
        long height = os2 ? in.u16le(20) : Math.abs((int) in.u32le(22));
        ImageDecoder.checkSize(in, width, height);
        int bits = os2 ? in.u16le(24) : in.u16le(28);
        if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
            throw in.error("BMP pixels must have 1, 4, 8, 16, 24 or 32 bits, was " + bits);
        }
        long compression = os2 ? 0 : in.u32le(30);
        if (compression > 3) {
            throw in.error("BMP compression must be in [0, 3], was " + compression);
        }
        long colours = os2 ? 0 : in.u32le(46);
        if (bits <= 8 && colours > 256) {
            throw in.error("BMP palette must have at most 256 colours, was " + colours);
        }
        long from = in.u32le(10);
        if (compression == 0 || compression == 3) {
            in.need(from, (width * bits + 31) / 32 * 4 * height);
        } else {
            in.need(from, 2);
        }
    }

    private static RgbImage direct(Bytes in, Raster raster) {
        int bands = raster.getNumBands();
        if (bands < 3) {
            throw in.error("damaged BMP data: decoded to " + bands + " bands");
        }
        int width = raster.getWidth();
        int[] largest = Arrays.stream(raster.getSampleModel().getSampleSize())
                .map(b -> (1 << b) - 1)
                .toArray();
        int[] row = new int[bands * width];
        byte[] pixels = new byte[3 * width * raster.getHeight()];
        for (int y = 0; y < raster.getHeight(); y++) {
            JdkReader.row(raster, y, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    pixels[3 * (y * width + x) + c] = (byte) (row[x * bands + c] * 255 / largest[c]);
                }
            }
        }
        return new RgbImage(width, raster.getHeight(), pixels);
    }
}
