package org.imprint.vision.decode.base;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The JDK's own image readers, asked for raw samples only.
 *
 * <p>Colours never pass through {@code BufferedImage.getRGB}: it applies a gamma curve to grey images and a profile to CMYK. Readers of
 * other libraries on the class path are not used, so that pixels do not depend on it.
 */
public final class JdkReader {

    private JdkReader() {}

    /** Returns the first image of a file that has been checked and stripped of what is not pixels. */
    public static BufferedImage image(String format, Bytes in, byte[] stripped) {
        return (BufferedImage) read(format, in, stripped, reader -> reader.read(0));
    }

    /** Returns the samples of a JPEG file without colour conversion. */
    public static Raster raster(String format, Bytes in, byte[] stripped) {
        return (Raster) read(format, in, stripped, reader -> reader.readRaster(0, null));
    }

    /** Returns whether a JPEG file holds the codes of all its pixels; the reader paints over what is missing with grey, and warns. */
    public static boolean wholeJpeg(Bytes in, byte[] stripped) {
        List<String> warnings = new ArrayList<>();
        read("JPEG", in, stripped, reader -> {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            return reader.readRaster(0, null);
        });
        return warnings.stream().noneMatch(w -> w.contains("premature end of data segment"));
    }

    private interface Read {
        Object from(ImageReader reader) throws IOException;
    }

    private static Object read(String format, Bytes in, byte[] stripped, Read read) {
        return read(reader(format), format, in, stripped, read);
    }

    /** Returns the first image of a file, read by a reader of another library. */
    public static BufferedImage image(ImageReaderSpi spi, String format, Bytes in, byte[] file) {
        try {
            return (BufferedImage) read(spi.createReaderInstance(), format, in, file, reader -> reader.read(0));
        } catch (IOException e) {
            throw new IllegalStateException("cannot make a reader for " + format + " images", e);
        }
    }

    private static Object read(ImageReader reader, String format, Bytes in, byte[] stripped, Read read) {
        try {
            reader.setInput(new TimedImageInput(in, stripped), true, true);
            return read.from(reader);
        } catch (ImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            in.checkTime();
            // The readers report damage by many kinds of unchecked exceptions too, such as index out of bounds.
            throw in.error(ImageProblem.DAMAGED, "damaged " + format + " data", e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java runtime has no reader for " + format + " images");
    }

    /** Returns the samples of 8 or fewer bits, bands interleaved; the array may be the raster's own. */
    public static byte[] bytes(Raster raster) {
        int bands = raster.getNumBands();
        if (raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getPixelStride() == bands
                && model.getScanlineStride() == bands * raster.getWidth()
                && inOrder(model.getBandOffsets())
                && buffer.getData().length == bands * raster.getWidth() * raster.getHeight()) {
            return buffer.getData();
        }
        byte[] bytes = new byte[bands * raster.getWidth() * raster.getHeight()];
        int[] row = new int[bands * raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            row(raster, y, row);
            for (int i = 0; i < row.length; i++) {
                bytes[y * row.length + i] = (byte) row[i];
            }
        }
        return bytes;
    }

    /** Copies a row of samples, bands interleaved. */
    public static void row(Raster raster, int y, int[] row) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
    }

    private static boolean inOrder(int[] offsets) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != i) {
                return false;
            }
        }
        return true;
    }
}
