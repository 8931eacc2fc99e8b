package org.imprint.vision.decode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imprint.vision.decode.base.Bytes;

/** Image formats that are recognised but not read, and how to turn them into one that is. */
public enum ForeignFormat {
    /** Photos of telephones: HEVC in a HEIF container. */
    HEIC("HEIC", "heif-convert FILE FILE.png", ".heic", ".heif", ".hif"),
    /** AV1 in a HEIF container. */
    AVIF("AVIF", "avifdec FILE FILE.png", ".avif"),
    /** JPEG XL, bare or in its container. */
    JPEG_XL("JPEG XL", "djxl FILE FILE.png", ".jxl"),
    /** JPEG 2000, bare or in its container. */
    JPEG_2000("JPEG 2000", "opj_decompress -i FILE -o FILE.png", ".jp2", ".j2k", ".jpf", ".jpx"),
    /** Documents of Photoshop. */
    PSD("Photoshop", "convert 'FILE[0]' FILE.png", ".psd"),
    /** Windows icons. */
    ICO("icon", "convert 'FILE[0]' FILE.png", ".ico"),
    /** Drawings. */
    SVG("SVG", "rsvg-convert -o FILE.png FILE", ".svg"),
    /** Pages. */
    PDF("PDF", "pdftoppm -png FILE FILE", ".pdf");

    private static final List<String> HEIC_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

    private final String label;
    private final String command;
    private final List<String> endings;

    ForeignFormat(String label, String command, String... endings) {
        this.label = label;
        this.command = command;
        this.endings = List.of(endings);
    }

    /** Returns the name for people. */
    public String label() {
        return label;
    }

    /** Returns what to do with such a file: {@code convert it first, e.g. heif-convert FILE FILE.png}. */
    public String advice() {
        return "convert it first, e.g. " + command;
    }

    /** Returns the usual endings of file names, in lower case with the dot. */
    public List<String> endings() {
        return endings;
    }

    /** Returns the format that a file's ending tells, in any case. */
    public static Optional<ForeignFormat> named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(f -> f.endings.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /**
     * Returns the format that a file's first bytes tell, whatever its name.
     *
     * @param start the first {@value ImageFormat#START_BYTES} bytes, or all of a shorter file
     */
    public static Optional<ForeignFormat> of(byte[] start) {
        return Arrays.stream(values())
                .filter(f -> f.begins(new Bytes("", start)))
                .findFirst();
    }

    private boolean begins(Bytes in) {
        return switch (this) {
            case HEIC -> HEIC_BRANDS.stream().anyMatch(b -> brand(in, b));
            case AVIF -> brand(in, "avif") || brand(in, "avis");
            case JPEG_XL -> in.startsWith(0xff, 0x0a) || in.startsWith(0, 0, 0, 12, 'J', 'X', 'L', ' ');
            case JPEG_2000 -> in.startsWith(0xff, 0x4f, 0xff, 0x51) || in.startsWith(0, 0, 0, 12, 'j', 'P', ' ', ' ');
            case PSD -> in.startsWith('8', 'B', 'P', 'S');
            case ICO -> in.startsWith(0, 0, 1, 0);
            case SVG -> in.startsWith('<', 's', 'v', 'g');
            case PDF -> in.startsWith('%', 'P', 'D', 'F');
        };
    }

    private static boolean brand(Bytes in, String brand) {
        return in.matches(4, 'f', 't', 'y', 'p') && in.matches(8, brand.chars().toArray());
    }
}
