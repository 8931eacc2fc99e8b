package org.imprint.vision.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.ExifOrientation;
import org.imprint.vision.decode.base.ImageBudget;
import org.imprint.vision.decode.base.ImageException;
import org.imprint.vision.decode.base.ImageProblem;
import org.imprint.vision.decode.base.Picture;
import org.imprint.vision.decode.format.BmpFile;
import org.imprint.vision.decode.format.GifFile;
import org.imprint.vision.decode.format.JpegFile;
import org.imprint.vision.decode.format.PngFile;
import org.imprint.vision.decode.format.PnmFile;
import org.imprint.vision.decode.format.TiffFile;
import org.imprint.vision.decode.webp.WebpFile;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.RgbImage;

/**
 * Turns image files of every {@link ImageFormat} into RGB images, as Pillow's {@code Image.open(f).convert("RGB")} does.
 *
 * <p>What a file is, its first bytes say and not its name. Rules of the conversion: alpha and transparent colours are dropped, not
 * blended; a palette is looked up; 1, 2 and 4 bits are stretched to [0, 255]; 16-bit RGB keeps its high byte, but 16-bit grey
 * is <em>clipped</em> at 255, because Pillow does so; CMYK is multiplied out without a colour profile; of animations and pages
 * the first counts. Profiles and gamma are ignored.
 *
 * <p>Pixels equal Pillow 9.4 to the bit. Exceptions: run-length coded BMP with jumps, which Pillow misreads; JPEG whose colour is
 * subsampled only vertically (4:4:0), where Java runtimes with the original libjpeg repeat rows that libjpeg-turbo interpolates
 * (up to 14 levels on a noisy image); the first kind of JPEG within TIFF. {@code docs/image-formats.md} has the measurements.
 *
 * <p>Safe on hostile input: an image beyond its {@link ImageBudget}, or of a size that so few bytes cannot hold, is refused before
 * memory is taken for the pixels.
 */
public final class ImageDecoder {

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
     * @throws ImageException if it is missing or not a whole image, starting with the path
     */
    public static RgbImage decode(Path file, Orientation orientation) {
        return decode(file.toString(), read(file), orientation);
    }

    /** Decodes a file and digests the bytes that were decoded. @throws ImageException as {@link #decode(Path, Orientation)} */
    public static IdentifiedImage identified(Path file, Orientation orientation) {
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

    /** Decodes a file and takes its pixels as stored, with what it notes. @throws ImageException as {@link #decode(Path, Orientation)} */
    public static StoredImage stored(Path file) {
        Picture picture = picture(new Bytes(file.toString(), read(file), ImageBudget.standard()));
        return new StoredImage(picture.image(), picture.orientation(), picture.isTurnedAlready(), picture.isUnended());
    }

    /** Reads a file that is not too large to be an image. @throws ImageException if it is missing, too large or cannot be read */
    public static byte[] read(Path file) {
        if (!Files.exists(file)) {
            throw new ImageException(ImageProblem.MISSING, file + ": file does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new ImageException(ImageProblem.MISSING, file + ": must be a file, was a folder or device");
        }
        try {
            checkBytes(file.toString(), Files.size(file));
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ImageException(
                    ImageProblem.UNREADABLE, file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    /**
     * Refuses a file of too many bytes, before it is read.
     *
     * @param name starts the error message
     * @throws ImageException if it has more than the standard budget allows
     */
    public static void checkBytes(String name, long size) {
        int most = ImageBudget.standard().bytes();
        if (size > most) {
            throw new ImageException(
                    ImageProblem.TOO_LARGE, name + ": image file must have at most " + most + " bytes, was " + size);
        }
    }

    /**
     * Decodes the bytes of a file.
     *
     * @param name starts error messages
     * @throws ImageException if they are not a whole image, starting with the name
     */
    public static RgbImage decode(String name, byte[] bytes, Orientation orientation) {
        return decode(name, bytes, orientation, ImageBudget.standard());
    }

    /**
     * Decodes the bytes of a file within a budget.
     *
     * @param name starts error messages
     * @throws ImageException if they are not a whole image, or one that costs more, starting with the name
     */
    public static RgbImage decode(String name, byte[] bytes, Orientation orientation, ImageBudget budget) {
        Bytes in = new Bytes(name, bytes, budget);
        Picture picture = picture(in);
        return orientation == Orientation.UPRIGHT ? upright(in, picture) : picture.image();
    }

    private static RgbImage upright(Bytes in, Picture picture) {
        try {
            return ExifOrientation.turn(picture.image(), picture.orientation());
        } catch (OutOfMemoryError e) {
            throw noRoom(in, e);
        }
    }

    private static Picture picture(Bytes in) {
        try {
            return decode(in);
        } catch (OutOfMemoryError e) {
            throw noRoom(in, e);
        }
    }

    private static ImageException noRoom(Bytes in, OutOfMemoryError e) {
        return in.error(
                ImageProblem.TOO_LARGE,
                "no room for the pixels in a heap of "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB; a larger one (-Xmx) or fewer threads may do",
                e);
    }

    private static Picture decode(Bytes in) {
        if (in.length() == 0) {
            throw in.error(ImageProblem.EMPTY, "file is empty");
        }
        byte[] start = Arrays.copyOf(in.data(), Math.min(ImageFormat.START_BYTES, in.length()));
        Optional<ImageFormat> format = ImageFormat.of(start);
        if (format.isEmpty()) {
            throw unknown(in, start);
        }
        return switch (format.get()) {
            case PNG -> PngFile.decode(in);
            case JPEG -> JpegFile.decode(in);
            case GIF -> GifFile.decode(in);
            case BMP -> BmpFile.decode(in);
            case WEBP -> WebpFile.decode(in);
            case TIFF -> TiffFile.decode(in);
            case PNM -> PnmFile.decode(in);
        };
    }

    private static ImageException unknown(Bytes in, byte[] start) {
        Optional<ForeignFormat> foreign = ForeignFormat.of(start);
        if (foreign.isPresent()) {
            return in.error(
                    ImageProblem.FOREIGN,
                    "must be a " + ImageFormat.NAMES + " image, was "
                            + foreign.get().label() + "; " + foreign.get().advice());
        }
        byte[] first = Arrays.copyOf(start, Math.min(4, start.length));
        return in.error(
                ImageProblem.NOT_AN_IMAGE,
                "must be a " + ImageFormat.NAMES + " image, starts with the bytes "
                        + HexFormat.ofDelimiter(" ").formatHex(first));
    }
}
