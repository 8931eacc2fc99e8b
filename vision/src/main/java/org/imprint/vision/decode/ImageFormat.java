package org.imprint.vision.decode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imprint.vision.decode.base.Bytes;

/** The image formats that are read. A file's first bytes say which one it is; its ending only says that it may be an image. */
public enum ImageFormat {
    /** Portable Network Graphics, all colour types and depths; of an animation the first picture. */
    PNG("PNG", ".png", ".apng"),
    /** JPEG with 8 bits: baseline, extended and progressive with Huffman codes. */
    JPEG("JPEG", ".jpg", ".jpeg", ".jpe", ".jfif"),
    /** GIF 87a and 89a; the first frame on its canvas. */
    GIF("GIF", ".gif"),
    /** Windows and OS/2 bitmaps. */
    BMP("BMP", ".bmp"),
    /** WebP, lossy and lossless; of an animation the first picture. */
    WEBP("WebP", ".webp"),
    /** TIFF and BigTIFF; of several pages the first. */
    TIFF("TIFF", ".tif", ".tiff"),
    /** Portable any-map: P1 to P6. */
    PNM("PNM", ".pnm", ".ppm", ".pgm", ".pbm");

    /** How many bytes from the start of a file {@link #of} needs to tell its format. */
    public static final int START_BYTES = 16;

    /** The formats' names for people: {@code PNG, JPEG, … or PNM}. */
    public static final String NAMES = names();

    private final String label;
    private final List<String> endings;

    ImageFormat(String label, String... endings) {
        this.label = label;
        this.endings = List.of(endings);
    }

    /** Returns the name for people. */
    public String label() {
        return label;
    }

    /** Returns the usual endings of file names, in lower case with the dot. */
    public List<String> endings() {
        return endings;
    }

    /** Returns the endings of all formats. */
    public static List<String> allEndings() {
        return Arrays.stream(values()).flatMap(f -> f.endings.stream()).toList();
    }

    /** Returns whether a file has the ending of a format that is read, in any case. */
    public static boolean named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return allEndings().stream().anyMatch(name::endsWith);
    }

    /**
     * Returns the format that a file's first bytes tell, whatever its name.
     *
     * @param start the first {@value #START_BYTES} bytes, or all of a shorter file
     */
    public static Optional<ImageFormat> of(byte[] start) {
        return Arrays.stream(values())
                .filter(f -> f.begins(new Bytes("", start)))
                .findFirst();
    }

    private boolean begins(Bytes in) {
        return switch (this) {
            case PNG -> in.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
            case JPEG -> in.startsWith(0xff, 0xd8, 0xff);
            case GIF -> in.startsWith('G', 'I', 'F', '8', '7', 'a') || in.startsWith('G', 'I', 'F', '8', '9', 'a');
            case BMP -> in.startsWith('B', 'M');
            case WEBP -> in.startsWith('R', 'I', 'F', 'F') && in.matches(8, 'W', 'E', 'B', 'P');
            case TIFF ->
                in.startsWith('I', 'I', 42, 0)
                        || in.startsWith('M', 'M', 0, 42)
                        || in.startsWith('I', 'I', 43, 0)
                        || in.startsWith('M', 'M', 0, 43);
            case PNM -> in.length() > 2 && in.startsWith('P') && digit(in) && separates(in.u8(2));
        };
    }

    private static boolean digit(Bytes in) {
        return in.u8(1) >= '1' && in.u8(1) <= '6';
    }

    private static boolean separates(int value) {
        return value == '#' || value == ' ' || value >= '\t' && value <= '\r';
    }

    private static String names() {
        List<String> labels = Arrays.stream(values()).map(ImageFormat::label).toList();
        int last = labels.size() - 1;
        return String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
    }
}
