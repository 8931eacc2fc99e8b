package org.imprint.vision.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.ImageFiles;
import org.imprint.vision.decode.ImageFormat;
import org.imprint.vision.decode.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a reader gives an image or a {@link DataException} that starts with the name, and comes to an end. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {

    private static final int MUTANTS = 40;

    static Stream<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(ImageFiles.FOLDER)) {
            List<Path> images = files.filter(ImageFormat::named).sorted().toList();
            return images.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void damagedImagesAreImagesOrDataExceptions(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int seed = 0; seed < MUTANTS; seed++) {
            byte[] mutant = mutate(
                    whole,
                    new SplittableRandom(seed * 1000L + file.getFileName().hashCode()));
            String name = file.getFileName() + " seed " + seed;
            try {
                assertThat(ImageDecoder.decode(name, mutant, Orientation.UPRIGHT)
                                .pixels())
                        .as(name)
                        .isNotEmpty();
            } catch (DataException e) {
                assertThat(e.getMessage()).startsWith(name + ": ");
            }
        }
    }

    /** Every cut within the headers and many within the pixels. */
    @ParameterizedTest
    @MethodSource("images")
    void cutImagesAreImagesOrDataExceptions(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int n = 0; n < whole.length; n += n < 100 ? 1 : 37) {
            String name = file.getFileName() + " cut at " + n;
            try {
                assertThat(ImageDecoder.decode(name, Arrays.copyOf(whole, n), Orientation.UPRIGHT)
                                .pixels())
                        .as(name)
                        .isNotEmpty();
            } catch (DataException e) {
                assertThat(e.getMessage()).startsWith(name + ": ");
            }
        }
    }

    @Test
    void damagedIdxFilesAreSourcesOrDataExceptions() throws IOException {
        byte[] images = ByteBuffer.allocate(16 + 60)
                .putInt(0x803)
                .putInt(5)
                .putInt(3)
                .putInt(4)
                .array();
        byte[] labels = ByteBuffer.allocate(8 + 5)
                .putInt(0x801)
                .putInt(5)
                .put(8, (byte) 3)
                .array();
        List<String> names = List.of("a", "b", "c", "d");
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] i = random.nextBoolean() ? images : gzip(images);
            byte[] l = random.nextBoolean() ? labels : gzip(labels);
            byte[] mutantImages = random.nextBoolean() ? mutate(i, random) : i;
            byte[] mutantLabels = random.nextBoolean() ? mutate(l, random) : l;
            String name = "seed " + seed;
            try (IdxSource source = IdxSource.read(
                    name, new ByteArrayInputStream(mutantImages), new ByteArrayInputStream(mutantLabels), names)) {
                assertThat(source.image(source.size() - 1).pixels()).as(name).isNotEmpty();
            } catch (DataException e) {
                assertThat(e.getMessage()).startsWith(name + " (");
            }
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Changes a few bytes, mostly near the start where the headers are, and now and then cuts, doubles or removes a part. */
    private static byte[] mutate(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(6);
        for (int c = 0; c < changes; c++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length);
            bytes[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xff;
                case 1 -> 0;
                case 2 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt(256);
            };
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, to);
            case 1 -> join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
            case 2 -> join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            default -> bytes;
        };
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
