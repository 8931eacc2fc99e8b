package org.imprint.vision.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.imprint.vision.image.RgbImage;

/**
 * Turns PNG, JPEG, BMP and GIF files into RGB images, as Pillow's {@code Image.open(f).convert("RGB")} does.
 *
 * <p>What a file is, its first bytes say and not its name. Rules of the conversion: alpha and transparent colours are dropped, not
 * blended; a palette is looked up; 1, 2 and 4 bits are stretched to [0, 255]; 16-bit RGB keeps its high byte, but 16-bit grey
 * is <em>clipped</em> at 255, because Pillow does so; CMYK is inverted and multiplied out without a colour profile; a GIF gives its first
 * frame on the whole canvas. Profiles and gamma are ignored.
 *
 * <p>PNG, BMP and GIF equal Pillow 9.4 to the bit, run-length coded BMP with jumps excepted, which Pillow misreads.
 * JPEG equals libjpeg-turbo's accurate integer transform to the bit, whichever libjpeg the Java runtime was built with, except for images whose colour is
 * subsampled only vertically (4:4:0): runtimes with the original libjpeg repeat rows there where libjpeg-turbo interpolates
 * (up to 14 levels on a noisy image). Not supported: arithmetic-coded, lossless and 12-bit JPEG; an orientation that is
 * noted only in XMP.
 *
 * <p>Safe on hostile input: an image of more than {@value #MAX_PIXELS} pixels, a side above {@value #MAX_SIDE}, a file above
 * {@value #MAX_BYTES} bytes, or a size that so few bytes cannot hold is refused before memory is taken for the pixels.
 */
public final class ImageDecoder {

    /** The largest number of pixels of an image. */
    public static final int MAX_PIXELS = 100_000_000;

    /** The longest side of an image, in pixels. */
    public static final int MAX_SIDE = 65_535;

    /** The largest file, in bytes. */
    public static final int MAX_BYTES = 512 << 20;

    private ImageDecoder() {}

    /**
     * Decodes a file and turns it upright.
     *
     * @throws DataException if it is missing or not a whole image, starting with the path
     */
    public static RgbImage decode(Path file) {
        return decode(file, Orientation.UPRIGHT);
    }

    /**
     * Decodes a file.
     *
     * @throws DataException if it is missing or not a whole image, starting with the path
     */
    public static RgbImage decode(Path file, Orientation orientation) {
        return decode(file.toString(), read(file), orientation);
    }

    /** Decodes a file and digests the bytes that were decoded. */
    static IdentifiedImage identified(Path file, Orientation orientation) {
        byte[] bytes = read(file);
        return identified(file.toString(), bytes, orientation);
    }

    /**
     * Decodes the bytes of a file and digests them.
     *
     * @param name starts error messages
     * @throws DataException if they are not a whole image, starting with the name
     */
    public static IdentifiedImage identified(String name, byte[] bytes, Orientation orientation) {
        return new IdentifiedImage(decode(name, bytes, orientation), ContentDigest.of(bytes));
    }

    /** Reads a file that is not too large to be an image. */
    static byte[] read(Path file) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": file does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": must be a file, was a folder or device");
        }
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new DataException(file + ": image file must have at most " + MAX_BYTES + " bytes, was " + size);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Decodes the bytes of a file.
     *
     * @param name starts error messages
     * @throws DataException if they are not a whole image, starting with the name
     */
    public static RgbImage decode(String name, byte[] bytes, Orientation orientation) {
        Bytes in = new Bytes(name, bytes);
        if (bytes.length == 0) {
            throw in.error("file is empty");
        }
        Picture picture;
        if (in.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            picture = PngFile.decode(in);
        } else if (in.startsWith(0xff, 0xd8, 0xff)) {
            picture = JpegFile.decode(in);
        } else if (in.startsWith('B', 'M')) {
            picture = BmpFile.decode(in);
        } else if (in.startsWith('G', 'I', 'F', '8', '7', 'a') || in.startsWith('G', 'I', 'F', '8', '9', 'a')) {
            picture = GifFile.decode(in);
        } else {
            byte[] start = Arrays.copyOf(bytes, Math.min(4, bytes.length));
            throw in.error("must be a PNG, JPEG, BMP or GIF image, starts with the bytes "
                    + HexFormat.ofDelimiter(" ").formatHex(start));
        }
        return orientation == Orientation.UPRIGHT
                ? ExifOrientation.turn(picture.image(), picture.orientation())
                : picture.image();
    }

    /** Refuses sizes that are illegal or larger than this decoder takes. */
    static void checkSize(Bytes in, long width, long height) {
        boolean legal = width >= 1 && height >= 1 && width <= MAX_SIDE && height <= MAX_SIDE;
        if (!legal || width * height > MAX_PIXELS) {
            throw in.error("image must have sides in [1, " + MAX_SIDE + "] and at most " + MAX_PIXELS + " pixels, was "
                    + width + "x" + height);
        }
    }

    /** Refuses a size that the compressed bytes cannot hold at the format's best ratio. */
    static void checkHeld(Bytes in, long needed, long held, long perByte) {
        if (needed / perByte > held) {
            throw in.error(
                    "truncated: header promises " + needed + " values, file holds only " + held + " bytes for them");
        }
    }
}
