package org.imprint.vision.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.imprint.core.Checks;

/**
 * A small copy of an image as the bytes of a PNG or JPEG file, for people to look at.
 *
 * <p>It fits a square and keeps the aspect, each side at least one pixel; an image that fits already is not enlarged. Pictures of at
 * most 256 colours, such as digits, are PNG where that is no larger, and then lose nothing; all others are JPEG. Nothing of the
 * original file comes along: no comments, no place, no camera. Equal pixels give equal bytes on one Java version; another may encode
 * otherwise. Time O(pixels), memory that of the small image.
 */
public final class Thumbnail {

    /** The longest side that can be asked for. */
    public static final int MAX_SIDE = 4096;

    private static final int FEW_COLOURS = 256;
    private static final float QUALITY = 0.85f;

    private Thumbnail() {}

    /**
     * Returns the file.
     *
     * @param side the longest side in pixels, in [1, 4096]
     */
    public static byte[] encode(RgbImage image, int side) {
        RgbImage small = fit(image, side);
        BufferedImage pixels = bgr(small);
        byte[] jpeg = write("jpeg", pixels);
        if (!hasFewColours(small)) {
            return jpeg;
        }
        byte[] png = write("png", pixels);
        return png.length <= jpeg.length ? png : jpeg;
    }

    /**
     * Returns the image made small enough that it fits a square; the image itself if it does.
     *
     * @param side of the square in pixels, in [1, 4096]
     */
    public static RgbImage fit(RgbImage image, int side) {
        Checks.inRange("thumbnail side", side, 1, MAX_SIDE);
        int longer = Math.max(image.width(), image.height());
        if (longer <= side) {
            return image;
        }
        double scale = (double) side / longer;
        Size size = new Size(scaled(image.height(), scale), scaled(image.width(), scale));
        return Resampler.resize(image, size, Interpolation.BILINEAR);
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    private static boolean hasFewColours(RgbImage image) {
        byte[] rgb = image.pixels();
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < rgb.length && colours.size() <= FEW_COLOURS; i += 3) {
            colours.add((rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | rgb[i + 2] & 0xff);
        }
        return colours.size() <= FEW_COLOURS;
    }

    private static BufferedImage bgr(RgbImage image) {
        BufferedImage copy = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) copy.getRaster().getDataBuffer()).getData();
        byte[] rgb = image.pixels();
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return copy;
    }

    private static byte[] write(String format, BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format)
                .next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A stream in memory: ImageIO's own would put a file into the temporary folder.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(format.equals("png") ? 0 : QUALITY); // of PNG the most compression
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a " + format + " into memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
