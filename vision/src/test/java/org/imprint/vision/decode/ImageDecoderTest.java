package org.imprint.vision.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.base.ImageBudget;
import org.imprint.vision.decode.base.ImageException;
import org.imprint.vision.decode.base.ImageProblem;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected pixels are Pillow 9.4.0's, written by src/test/python/make_image_fixtures.py. */
class ImageDecoderTest {

    private static final Path FILES = ImageFiles.FOLDER;

    /** What libjpeg 6b's repeated rows may differ from libjpeg-turbo's interpolated ones, measured on this file. */
    private static final int ROWS_REPEATED = 14;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> equalsPillowToTheBit() throws IOException {
        JsonNode files = new ObjectMapper()
                .readTree(FILES.resolve("expected.json").toFile())
                .get("files");
        List<DynamicTest> tests = new ArrayList<>();
        files.properties().forEach(file -> {
            for (Orientation orientation : Orientation.values()) {
                JsonNode expected = file.getValue().get(orientation == Orientation.UPRIGHT ? "upright" : "stored");
                tests.add(DynamicTest.dynamicTest(file.getKey() + " " + orientation, () -> {
                    RgbImage image = ImageDecoder.decode(FILES.resolve(file.getKey()), orientation);
                    assertThat(image.width()).isEqualTo(expected.get("width").asInt());
                    assertThat(image.height()).isEqualTo(expected.get("height").asInt());
                    if (file.getKey().equals("rgb440.jpg")) {
                        assertNear(image, ImageDecoder.decode(FILES.resolve("rgb440.pillow.png")), ROWS_REPEATED);
                    } else {
                        assertThat(sha256(image))
                                .isEqualTo(expected.get("sha256").asText());
                    }
                }));
            }
        });
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    private static String sha256(RgbImage image) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image.pixels()));
    }

    private static void assertNear(RgbImage image, RgbImage expected, int levels) {
        for (int i = 0; i < expected.pixels().length; i++) {
            assertThat(image.pixels()[i] & 0xff)
                    .isBetween((expected.pixels()[i] & 0xff) - levels, (expected.pixels()[i] & 0xff) + levels);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb8.png",
                "palette4_interlaced.png",
                "rgb420_64x48.jpg",
                "progressive420.jpg",
                "cmyk.jpg",
                "rgb24.bmp",
                "rle8.bmp",
                "rgb8.ppm",
                "digits100.pgm",
                "lossy_64x48.webp",
                "lossless_64x48.webp",
                "palette.gif",
                "offset.gif"
            })
    void refusesATruncatedFileAndSaysSo(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve(name));
        Path cut = folder.resolve(name);
        for (double part : new double[] {0.3, 0.6, 0.9}) {
            Files.write(cut, Arrays.copyOf(whole, (int) (part * whole.length)));
            assertThatThrownBy(() -> ImageDecoder.decode(cut))
                    .as(name + " " + part)
                    .isInstanceOf(DataException.class)
                    .hasMessageMatching("(?s)" + java.util.regex.Pattern.quote(cut.toString())
                            + ": (truncated|damaged (PNG|GIF) data): .*");
        }
    }

    @Test
    void namesWhatItWasGiven() throws IOException {
        Path file = folder.resolve("x.png");
        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": file does not exist");
        assertThatThrownBy(() -> ImageDecoder.decode(folder))
                .hasMessage(folder + ": must be a file, was a folder or device");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> ImageDecoder.decode(file)).hasMessage(file + ": file is empty");
        Files.writeString(file, "RIFF, a wave file");
        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .hasMessage(
                        file
                                + ": must be a PNG, JPEG, GIF, BMP, WebP, TIFF or PNM image, starts with the bytes 52 49 46 46");
    }

    @Test
    void refusesSizesBeforeTakingMemory() throws IOException {
        byte[] png = Files.readAllBytes(FILES.resolve("rgb8.png"));
        ByteBuffer.wrap(png).putInt(16, 70_000);
        assertThatThrownBy(() -> decode("a.png", png))
                .isInstanceOf(ImageException.class)
                .hasMessage("a.png: image must have sides in [1, 65535] and at most 200000000 pixels, was 70000x13");
        ByteBuffer.wrap(png).putInt(16, 20_001).putInt(20, 10_000);
        assertThatThrownBy(() -> decode("a.png", png))
                .hasMessage("a.png: image must have sides in [1, 65535] and at most 200000000 pixels, was 20001x10000");
        ByteBuffer.wrap(png).putInt(16, 10_000).putInt(20, 10_000);
        assertThatThrownBy(() -> ImageDecoder.decode("a.png", png, Orientation.UPRIGHT))
                .hasMessageMatching(
                        "a.png: truncated: header promises 300010000 values, file holds only \\d+ bytes for them");
        byte[] jpeg = Files.readAllBytes(FILES.resolve("one.jpg"));
        for (int at = 0; at < jpeg.length - 9; at++) {
            if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(at + 5, (short) 9000).putShort(at + 7, (short) 9000);
            }
        }
        assertThatThrownBy(() -> ImageDecoder.decode("a.jpg", jpeg, Orientation.UPRIGHT))
                .hasMessageMatching(
                        "a.jpg: truncated: header promises 81000000 values, file holds only \\d+ bytes for them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy_64x48.webp", "palette.gif"})
    void stopsWhatTakesTooLong(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(FILES.resolve(name));
        ImageBudget noTime = new ImageBudget(1_000_000, 1 << 20, Duration.ofNanos(1));
        assertThatThrownBy(() -> ImageDecoder.decode(name, bytes, Orientation.UPRIGHT, noTime))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.problem()).isEqualTo(ImageProblem.TOO_SLOW))
                .hasMessage(name + ": decoding must take at most PT0.000000001S");
    }

    /** Within a budget that does not depend on the heap of the test. */
    private static RgbImage decode(String name, byte[] bytes) {
        return ImageDecoder.decode(
                name, bytes, Orientation.UPRIGHT, new ImageBudget(200_000_000, 1 << 20, Duration.ofMinutes(1)));
    }

    @Test
    void saysWhichJpegItCannotRead() throws IOException {
        byte[] jpeg = Files.readAllBytes(FILES.resolve("rgb444_37x29.jpg"));
        for (int at = 0; at < jpeg.length - 1; at++) {
            if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xc0) {
                jpeg[at + 1] = (byte) 0xc9;
            }
        }
        assertThatThrownBy(() -> ImageDecoder.decode("a.jpg", jpeg, Orientation.UPRIGHT))
                .hasMessage("a.jpg: JPEG process must be baseline, extended or progressive with Huffman codes"
                        + " (SOF 0, 1, 2), was SOF 9");
    }
}
