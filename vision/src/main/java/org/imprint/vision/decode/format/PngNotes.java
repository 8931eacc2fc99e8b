package org.imprint.vision.decode.format;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.ExifOrientation;

/**
 * What the chunks of a PNG file say about how the picture was held.
 *
 * <p>Three places, in this order, as in Pillow: the chunk eXIf; a text chunk {@code Raw profile type exif}, EXIF in hexadecimal digits,
 * which programs wrote before there was eXIf; the orientation in XMP. Of several the last. What is damaged is passed over.
 */
final class PngNotes {

    private static final int EXIF = 0x65584966;
    private static final int TEXT = 0x74455874;
    private static final int COMPRESSED_TEXT = 0x7a545874;
    private static final int INTERNATIONAL_TEXT = 0x69545874;
    private static final int MOST_TEXT = 1 << 20;
    private static final Pattern XMP = Pattern.compile("tiff:Orientation(?:=\"|>)([1-8])");

    private final Bytes in;
    private OptionalInt chunk = OptionalInt.empty();
    private boolean chunkSeen;
    private OptionalInt profile = OptionalInt.empty();
    private OptionalInt xmp = OptionalInt.empty();

    PngNotes(Bytes in) {
        this.in = in;
    }

    /** Takes note of a chunk. */
    void read(int type, int at, int length) {
        switch (type) {
            case EXIF -> {
                chunkSeen = true;
                chunk = ExifOrientation.read(in, at, length);
            }
            case TEXT, COMPRESSED_TEXT, INTERNATIONAL_TEXT -> text(type, at, at + length);
            default -> {
                // Nothing about how the picture was held.
            }
        }
    }

    /** Returns the orientation in [1, 8]. */
    int orientation() {
        OptionalInt exif = chunkSeen ? chunk : profile;
        return exif.isPresent() ? exif.getAsInt() : xmp.orElse(1);
    }

    private void text(int type, int at, int end) {
        int keyEnd = zero(at, end);
        String key = string(at, keyEnd);
        if (keyEnd == end || !key.equals("Raw profile type exif") && !key.equals("XML:com.adobe.xmp")) {
            return;
        }
        int from = keyEnd + 1;
        boolean deflated = type == COMPRESSED_TEXT;
        if (type == COMPRESSED_TEXT) {
            from++;
        } else if (type == INTERNATIONAL_TEXT) {
            deflated = from < end && in.u8(from) == 1;
            from = zero(zero(from + 2, end) + 1, end) + 1;
        }
        if (from <= end) {
            String text = deflated ? inflate(from, end) : string(from, end);
            if (key.startsWith("Raw")) {
                profile = profile(text);
            } else {
                Matcher matcher = XMP.matcher(text);
                xmp = matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
            }
        }
    }

    /** Reads a profile: an empty line, its name, its length, then its digits. */
    private static OptionalInt profile(String text) {
        String[] lines = text.split("\n", 4);
        if (lines.length < 4) {
            return OptionalInt.empty();
        }
        try {
            byte[] exif = HexFormat.of().parseHex(lines[3].replaceAll("\\s", ""));
            return ExifOrientation.read(new Bytes("", exif), 0, exif.length);
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty(); // not hexadecimal digits: a note that says nothing
        }
    }

    private int zero(int from, int end) {
        int at = from;
        while (at < end && in.u8(at) != 0) {
            at++;
        }
        return Math.min(at, end);
    }

    private String string(int from, int end) {
        return new String(in.data(), from, end - from, StandardCharsets.ISO_8859_1);
    }

    private String inflate(int from, int end) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in.data(), from, end - from);
            byte[] text = new byte[MOST_TEXT];
            int length = inflater.inflate(text);
            return new String(text, 0, length, StandardCharsets.ISO_8859_1);
        } catch (DataFormatException e) {
            return "";
        } finally {
            inflater.end();
        }
    }
}
