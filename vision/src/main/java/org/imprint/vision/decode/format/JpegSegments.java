package org.imprint.vision.decode.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.ExifOrientation;

/**
 * The segments of a JPEG file, found as libjpeg finds them, and a file of those alone that pixels depend on.
 *
 * <p>Whatever lies between segments and scans is skipped up to the next marker; a length below 2 skips nothing; tables may come in a stream
 * of their own before the picture's; the first EXIF segment counts. After all of a sequential picture has been read, a file
 * may end without saying so; then {@link #unended()} is true.
 */
final class JpegSegments {

    private static final int MAX_SCANS = 100;
    /** A block of 8x8 pixels takes one bit at least. */
    private static final int PIXELS_PER_BYTE = 8 * 64;

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int NONE = -1;

    private final Bytes in;
    private final ByteArrayOutputStream stripped;
    private int at = 2;
    private int scans;
    private int scanEnd;
    private boolean unended;
    private JpegFrame frame;
    private boolean jfif;
    private int adobe = -1;
    private boolean exifSeen;
    private int exifAt;
    private int exifLength;
    private OptionalInt orientation = OptionalInt.empty();

    private JpegSegments(Bytes in) {
        this.in = in;
        this.stripped = new ByteArrayOutputStream(in.length());
    }

    static JpegSegments read(Bytes in) {
        JpegSegments segments = new JpegSegments(in);
        segments.walk();
        return segments;
    }

    JpegFrame frame() {
        return frame;
    }

    int orientation() {
        return orientation.orElse(1);
    }

    /** Returns whether the picture would be turned by its orientation for the second time, by the sides that EXIF notes. */
    boolean isTurnedAlready() {
        return orientation() >= 5
                && ExifOrientation.isOfExchangedSides(in, exifAt, exifLength, frame.width(), frame.height());
    }

    /** Returns whether the file ended within or right after the codes of its scan, without a marker. */
    boolean unended() {
        return unended;
    }

    /** Returns the file of tables and scans. */
    byte[] stripped() {
        return stripped.toByteArray();
    }

    /** Returns the file without the last bytes before its end marker. */
    byte[] strippedWithout(int bytes) {
        byte[] all = stripped.toByteArray();
        byte[] less = Arrays.copyOf(all, Math.max(scanEnd, all.length - bytes));
        less[less.length - 2] = (byte) 0xff;
        less[less.length - 1] = (byte) EOI;
        return less;
    }

    private void walk() {
        stripped.write(0xff);
        stripped.write(SOI);
        boolean ended = false;
        while (!ended) {
            int marker = nextMarker();
            ended = marker == EOI && scans > 0 || marker == NONE;
            if (marker == EOI && scans == 0) {
                tablesAlone();
            } else if (!ended && !standsAlone(marker)) {
                segment(marker);
            }
        }
        stripped.write(0xff);
        stripped.write(EOI);
    }

    /** Goes behind the next marker and returns it, or {@link #NONE} where the file may end before one. */
    private int nextMarker() {
        byte[] data = in.data();
        while (at + 1 < data.length) {
            int next = data[at + 1] & 0xff;
            if (data[at] == (byte) 0xff && next != 0 && next != 0xff) {
                at += 2;
                return next;
            }
            at++;
        }
        if (scans == 0) {
            throw in.truncated("JPEG file ends before its pixels, at " + data.length + " bytes");
        }
        fileEnds();
        return NONE;
    }

    private void fileEnds() {
        if (frame.progressive() || scans > 1) {
            throw in.truncated("JPEG file ends within its scans, at " + in.length() + " bytes");
        }
    }

    private boolean standsAlone(int marker) {
        if (marker == SOI) {
            throw in.damaged("JPEG data: second start at offset " + (at - 2));
        }
        return marker >= 0xd0 && marker <= 0xd7 || marker == 0x01;
    }

    /** A stream may hold nothing but tables; the picture's own stream has to follow at once. */
    private void tablesAlone() {
        if (!in.matches(at, 0xff, SOI)) {
            throw in.damaged("JPEG data: no pixels before the end at offset " + (at - 2));
        }
        at += 2;
        frame = null;
        jfif = false;
        adobe = -1;
    }

    private void segment(int marker) {
        if (at + 2 > in.length() && scans > 0) {
            fileEnds();
            at = in.length();
            return;
        }
        int from = at - 2;
        int end = at + Math.max(2, in.u16be(at));
        if (end > in.length() && scans > 0) {
            fileEnds();
            at = in.length();
            return;
        }
        in.need(at, end - at);
        at = end;
        if (marker >= 0xe0 && marker <= 0xef) {
            application(marker, from, end);
        } else if (marker == 0xc4 || marker == 0xdb || marker == 0xdd) { // DHT, DQT, DRI
            stripped.write(in.data(), from, end - from);
        } else if (marker == SOS) {
            scan(from, end);
        } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc8 && marker != 0xcc) {
            frame(marker, from, end);
        } else if (marker != 0xfe && marker != 0xdc && marker != 0xcc) { // COM, DNL, DAC
            throw in.damaged("JPEG data: unknown marker ff " + Integer.toHexString(marker) + " at offset " + from);
        }
    }

    private void application(int marker, int from, int end) {
        if (marker == 0xe1 && !exifSeen && end - from >= 10 && in.matches(from + 4, 'E', 'x', 'i', 'f', 0)) {
            exifSeen = true;
            exifAt = Math.min(end, from + 10);
            exifLength = Math.max(0, end - from - 10);
            orientation = ExifOrientation.read(in, exifAt, exifLength);
        }
        if (scans > 0) {
            return;
        }
        if (marker == 0xe0 && end - from >= 18 && in.matches(from + 4, 'J', 'F', 'I', 'F', 0)) {
            jfif = true;
        } else if (marker == 0xee && end - from >= 16 && in.matches(from + 4, 'A', 'd', 'o', 'b', 'e')) {
            adobe = in.u8(from + 15);
        }
    }

    private void frame(int marker, int from, int end) {
        if (frame != null) {
            throw in.damaged("JPEG data: second frame header at offset " + from);
        }
        if (marker > 0xc2) {
            throw in.unsupported(
                    "JPEG process must be baseline, extended or progressive with Huffman codes (SOF 0, 1, 2), was SOF "
                            + (marker - 0xc0));
        }
        if (in.u8(from + 4) != 8) {
            throw in.unsupported("JPEG samples must have 8 bits, was " + in.u8(from + 4));
        }
        int height = in.u16be(from + 5);
        int width = in.u16be(from + 7);
        int components = in.u8(from + 9);
        if (components != 1 && components != 3 && components != 4) {
            throw in.unsupported("JPEG file must have 1, 3 or 4 components, was " + components);
        }
        if (end - from != 10 + 3 * components) {
            throw in.damaged("JPEG data: frame header of " + (end - from) + " bytes");
        }
        in.checkSize(width, height);
        in.checkHeld((long) width * height, in.length(), PIXELS_PER_BYTE);
        List<Integer> ids = new ArrayList<>();
        for (int c = 0; c < components; c++) {
            ids.add(in.u8(from + 10 + 3 * c));
        }
        frame = new JpegFrame(width, height, marker == 0xc2, List.copyOf(ids), jfif, adobe);
        stripped.write(in.data(), from, end - from);
    }

    private void scan(int from, int end) {
        if (frame == null) {
            throw in.damaged("JPEG data: scan before the frame header");
        }
        if (scans == 0) {
            frame = frame.withColours(jfif, adobe);
        }
        if (++scans > MAX_SCANS) {
            throw in.damaged("JPEG data: must have at most " + MAX_SCANS + " scans");
        }
        stripped.write(in.data(), from, end - from);
        scanEnd = stripped.size() + 2;
        copyCodes();
    }

    /** Copies entropy-coded data up to the marker that ends it. */
    private void copyCodes() {
        byte[] data = in.data();
        int from = at;
        while (at + 1 < data.length) {
            int next = data[at + 1] & 0xff;
            boolean code = next == 0 || next == 0xff || next >= 0xd0 && next <= 0xd7;
            if (data[at] == (byte) 0xff && !code) {
                stripped.write(data, from, at - from);
                return;
            }
            at++;
        }
        at = data.length;
        stripped.write(data, from, at - from);
        unended = true;
        fileEnds();
    }
}
