package org.imprint.vision.data;

import java.awt.image.Raster;
import org.imprint.vision.image.RgbImage;

/**
 * JPEG: finds the tables and scans as libjpeg does, gives the JDK's reader nothing else, and converts the colours itself.
 *
 * <p>The reader's own colour handling fails on valid files (CMYK, profiles, files without JFIF header); raw samples do not pass through it.
 */
final class JpegFile {

    /** libjpeg asks for up to so many bytes after the last code before it decodes it; Pillow calls what has fewer truncated. */
    private static final int AHEAD = 8;

    private JpegFile() {}

    static Picture decode(Bytes in) {
        JpegSegments segments = JpegSegments.read(in);
        Raster raster = JdkReader.raster("jpeg", in, segments.stripped());
        if (segments.unended() && !JdkReader.wholeJpeg(in, segments.strippedWithout(AHEAD))) {
            throw in.truncated("JPEG file ends within its pixels, at " + in.length() + " bytes");
        }
        return new Picture(convert(in, segments.frame(), raster), segments.orientation());
    }

    private static RgbImage convert(Bytes in, JpegFrame frame, Raster raster) {
        boolean asPromised = raster.getNumBands() == frame.components()
                && raster.getWidth() == frame.width()
                && raster.getHeight() == frame.height();
        if (!asPromised) {
            throw in.damaged("JPEG data: decoded to another shape");
        }
        byte[] samples = JdkReader.bytes(raster);
        return switch (frame.components()) {
            case 1 -> RgbImage.grey(frame.width(), frame.height(), samples);
            case 3 -> new RgbImage(frame.width(), frame.height(), frame.rgb() ? samples : JpegColours.fromYcc(samples));
            default -> new RgbImage(frame.width(), frame.height(), JpegColours.fromCmyk(samples, frame.ycck()));
        };
    }
}
