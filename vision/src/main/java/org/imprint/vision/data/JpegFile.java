package org.imprint.vision.data;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import org.imprint.vision.image.RgbImage;

/**
 * JPEG: walks the segments, gives the JDK's reader nothing but tables and scans, and converts the colours itself.
 *
 * <p>The reader's own colour handling fails on valid files (CMYK, profiles, files without JFIF header); raw samples do not pass through it.
 */
final class JpegFile {

    private static final int MAX_SCANS = 100;
    /** A block of 8x8 pixels takes one bit at least. */
    private static final int PIXELS_PER_BYTE = 8 * 64;

    private final Bytes in;
    private final ByteArrayOutputStream stripped;
    private int width;
    private int height;
    private int components;
    private boolean jfif;
    private int adobeTransform = -1;
    private int orientation = 1;
    private final int[] ids = new int[4];

    private JpegFile(Bytes in) {
        this.in = in;
        this.stripped = new ByteArrayOutputStream(in.length());
    }

    static Picture decode(Bytes in) {
        JpegFile file = new JpegFile(in);
        file.walk();
        Raster raster = JdkReader.raster("jpeg", in, file.stripped.toByteArray());
        return new Picture(file.convert(raster), file.orientation);
    }

    private void walk() {
        stripped.write(in.data(), 0, 2);
        int at = 2;
        int scans = 0;
        while (true) {
            int marker = in.u8(at) == 0xff ? in.u8(at + 1) : -1;
            if (marker == 0xff) { // fill byte
                at++;
            } else if (marker == 0xd9) { // EOI
                break;
            } else if (marker >= 0xd0 && marker <= 0xd7 || marker == 0x01) { // stand-alone
                at += 2;
            } else if (marker <= 0x01) {
                throw in.damaged("JPEG data: no marker at offset " + at);
            } else {
                int end = at + 2 + in.u16be(at + 2);
                in.need(at, end - at);
                segment(marker, at, end);
                at = end;
                if (marker == 0xda) {
                    if (++scans > MAX_SCANS) {
                        throw in.damaged("JPEG file must have at most " + MAX_SCANS + " scans");
                    }
                    at = scanEnd(at);
                }
            }
        }
        if (scans == 0) {
            throw in.damaged("JPEG data: no pixels before the end");
        }
        stripped.write(0xff);
        stripped.write(0xd9);
    }

    private void segment(int marker, int at, int end) {
        switch (marker) {
            case 0xe0 -> jfif |= end - at >= 16 && in.matches(at + 4, 'J', 'F', 'I', 'F', 0);
            case 0xe1 -> {
                if (in.matches(at + 4, 'E', 'x', 'i', 'f', 0, 0)) {
                    orientation = ExifOrientation.read(in, at + 10, end - at - 10);
                }
            }
            case 0xee -> {
                if (end - at >= 16 && in.matches(at + 4, 'A', 'd', 'o', 'b', 'e')) {
                    adobeTransform = in.u8(at + 15);
                }
            }
            case 0xc4, 0xdb, 0xdd -> stripped.write(in.data(), at, end - at); // DHT, DQT, DRI
            case 0xda -> {
                if (components == 0) {
                    throw in.damaged("JPEG data: scan before the frame header");
                }
                stripped.write(in.data(), at, end - at);
            }
            default -> {
                if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc8 && marker != 0xcc) {
                    frame(marker, at, end);
                    stripped.write(in.data(), at, end - at);
                }
            }
        }
    }

    private void frame(int marker, int at, int end) {
        if (components != 0) {
            throw in.damaged("JPEG data: second frame header at offset " + at);
        }
        if (marker > 0xc2) {
            throw in.unsupported(
                    "JPEG process must be baseline, extended or progressive with Huffman codes (SOF 0, 1, 2), was SOF "
                            + (marker - 0xc0));
        }
        if (in.u8(at + 4) != 8) {
            throw in.unsupported("JPEG samples must have 8 bits, was " + in.u8(at + 4));
        }
        height = in.u16be(at + 5);
        width = in.u16be(at + 7);
        components = in.u8(at + 9);
        if (components != 1 && components != 3 && components != 4) {
            throw in.unsupported("JPEG file must have 1, 3 or 4 components, was " + components);
        }
        if (end - at != 10 + 3 * components) {
            throw in.damaged("JPEG data: frame header of " + (end - at) + " bytes");
        }
        in.checkSize(width, height);
        in.checkHeld((long) width * height, in.length(), PIXELS_PER_BYTE);
        for (int c = 0; c < components; c++) {
            ids[c] = in.u8(at + 10 + 3 * c);
        }
    }

    /** Copies entropy-coded data and returns the place of the marker that ends it. */
    private int scanEnd(int from) {
        byte[] data = in.data();
        for (int at = from; at + 1 < data.length; at++) {
            if (data[at] == (byte) 0xff) {
                int next = data[at + 1] & 0xff;
                if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                    stripped.write(data, from, at - from);
                    return at;
                }
            }
        }
        throw in.truncated("JPEG file ends within its pixels, at " + data.length + " bytes");
    }

    private RgbImage convert(Raster raster) {
        if (raster.getNumBands() != components || raster.getWidth() != width || raster.getHeight() != height) {
            throw in.damaged("JPEG data: decoded to another shape");
        }
        byte[] samples = JdkReader.bytes(raster);
        return switch (components) {
            case 1 -> RgbImage.grey(width, height, samples);
            case 3 -> new RgbImage(width, height, isRgb() ? samples : JpegColours.fromYcc(samples));
            default -> new RgbImage(width, height, JpegColours.fromCmyk(samples, adobeTransform == 2));
        };
    }

    /** Decides as libjpeg does: JFIF is YCbCr, Adobe says what it is, and otherwise the component ids spell it. */
    private boolean isRgb() {
        if (jfif) {
            return false;
        }
        return adobeTransform >= 0 ? adobeTransform == 0 : ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
    }
}
