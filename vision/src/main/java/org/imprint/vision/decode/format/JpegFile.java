package org.imprint.vision.decode.format;

import java.awt.image.Raster;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.JdkReader;
import org.imprint.vision.decode.base.Picture;
import org.imprint.vision.image.RgbImage;

/**
 * JPEG: finds the tables and scans as libjpeg does, gives the JDK's reader nothing else, and converts the colours itself.
 *
 * <p>The reader's own colour handling fails on valid files (CMYK, profiles, files without JFIF header); raw samples do not pass through it.
 */
public final class JpegFile {

    /** libjpeg wants to see more than the last code before it decodes it; Pillow calls what has nothing after it truncated. */
    private static final int AHEAD = 1;

    /** In place of Adobe's transform: inks are stored as they are, as TIFF does, not inverted. */
    private static final int UPRIGHT_INKS = -2;

    private JpegFile() {}

    /** Decodes a file of this format. @throws ImageException if it is damaged, of a kind that is not read, or beyond its budget */
    public static Picture decode(Bytes in) {
        JpegSegments segments = JpegSegments.read(in);
        Raster raster = JdkReader.raster("JPEG", in, segments.stripped());
        if (segments.unended() && !JdkReader.wholeJpeg(in, segments.strippedWithout(AHEAD))) {
            throw in.truncated("JPEG file ends within its pixels, at " + in.length() + " bytes");
        }
        return new Picture(
                convert(in, segments.frame(), raster, segments.frame().rgb()),
                segments.orientation(),
                segments.isTurnedAlready(),
                segments.unended());
    }

    /**
     * Decodes a stream within another file.
     *
     * @param rgb whether three components are red, green and blue, which the other file knows
     */
    static RgbImage part(Bytes in, boolean rgb) {
        JpegSegments segments = JpegSegments.read(in);
        Raster raster = JdkReader.raster("JPEG", in, segments.stripped());
        return convert(in, segments.frame().withColours(false, UPRIGHT_INKS), raster, rgb);
    }

    private static RgbImage convert(Bytes in, JpegFrame frame, Raster raster, boolean rgb) {
        boolean asPromised = raster.getNumBands() == frame.components()
                && raster.getWidth() == frame.width()
                && raster.getHeight() == frame.height();
        if (!asPromised) {
            throw in.damaged("JPEG data: decoded to another shape");
        }
        byte[] samples = JdkReader.bytes(raster);
        return rgb(frame, samples, rgb);
    }

    private static RgbImage rgb(JpegFrame frame, byte[] samples, boolean rgb) {
        return switch (frame.components()) {
            case 1 -> RgbImage.grey(frame.width(), frame.height(), samples);
            case 3 -> new RgbImage(frame.width(), frame.height(), rgb ? samples : JpegColours.fromYcc(samples));
            default -> {
                if (frame.adobe() == UPRIGHT_INKS) {
                    for (int i = 0; i < samples.length; i++) {
                        samples[i] = (byte) ~samples[i];
                    }
                }
                yield new RgbImage(frame.width(), frame.height(), JpegColours.fromCmyk(samples, frame.ycck()));
            }
        };
    }
}
