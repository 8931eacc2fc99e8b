package org.imprint.vision.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imprint.vision.decode.base.ImageException;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares every image below a folder with what {@code src/test/python/compare_with_pillow.py} wrote of it, and prints a table.
 *
 * <pre>
 *   mvn -pl vision -am test -Dtest=ImageSuiteTest -Dsurefire.failIfNoSpecifiedTests=false \
 *       -Dimages.suite=FOLDER -Dimages.pillow=OUT
 * </pre>
 *
 * <p>Skipped where the folders are not named: the suites are others' work and not part of this repository.
 */
@EnabledIfSystemProperty(named = "images.suite", matches = ".+")
class ImageSuiteTest {

    /** How two decoders may stand to each other. */
    private enum Outcome {
        EQUAL("equal"),
        NEAR("within 3"),
        DIFFERENT("different"),
        BOTH_REFUSE("both refuse"),
        ONLY_PILLOW("only Pillow reads"),
        ONLY_WE("only we read");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    @Test
    void comparesWithPillow() throws IOException {
        Path suite = Path.of(System.getProperty("images.suite"));
        Path pillow = Path.of(System.getProperty("images.pillow"));
        Map<String, int[]> table = new TreeMap<>();
        List<String> rest = new ArrayList<>();
        try (Stream<Path> files = Files.walk(suite)) {
            for (Path file : files.filter(ImageFormat::named)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()) {
                String name = suite.relativize(file).toString();
                byte[] bytes = Files.readAllBytes(file);
                String format = ImageFormat.of(bytes).map(ImageFormat::label).orElse("other");
                compare(
                        name,
                        bytes,
                        pillow,
                        table.computeIfAbsent(format, f -> new int[Outcome.values().length]),
                        rest);
            }
        }
        System.out.println(
                "format: " + Stream.of(Outcome.values()).map(o -> o.words).toList());
        table.forEach((format, counts) -> System.out.println(format + ": " + java.util.Arrays.toString(counts)));
        rest.forEach(System.out::println);
        assertThat(table).isNotEmpty();
    }

    private static void compare(String name, byte[] bytes, Path pillow, int[] counts, List<String> rest)
            throws IOException {
        Path refused = pillow.resolve(name + ".refused");
        Path ppm = pillow.resolve(name + ".ppm");
        Outcome outcome;
        String detail = "";
        try {
            RgbImage image = ImageDecoder.decode(name, bytes, Orientation.UPRIGHT);
            if (!Files.exists(ppm)) {
                outcome = Outcome.ONLY_WE;
                detail = Files.readString(refused).strip();
            } else {
                RgbImage expected = ImageDecoder.decode(ppm, Orientation.AS_STORED);
                int most = most(image, expected);
                outcome = most == 0 ? Outcome.EQUAL : most <= 3 ? Outcome.NEAR : Outcome.DIFFERENT;
                detail = "up to " + most;
            }
        } catch (ImageException e) {
            outcome = Files.exists(refused) ? Outcome.BOTH_REFUSE : Outcome.ONLY_PILLOW;
            detail = e.problem() + " " + e.getMessage();
        }
        counts[outcome.ordinal()]++;
        if (outcome != Outcome.EQUAL && outcome != Outcome.BOTH_REFUSE) {
            rest.add(outcome.words + ": " + name + ": " + detail);
        }
    }

    private static int most(RgbImage image, RgbImage expected) {
        if (image.width() != expected.width() || image.height() != expected.height()) {
            return 256;
        }
        int most = 0;
        for (int i = 0; i < expected.pixels().length; i++) {
            most = Math.max(most, Math.abs((image.pixels()[i] & 0xff) - (expected.pixels()[i] & 0xff)));
        }
        return most;
    }
}
