package org.imprint.classifier.doctor.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;
import org.imprint.vision.source.FolderSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two classes of twelve clean pictures, with one fault of each kind beside them. */
class PictureCheckTest {

    private static final int CLEAN = 12;
    private static final Preprocessing BACKBONE = Preprocessing.imageNet(96, 84, Interpolation.BILINEAR);

    @TempDir
    private Path folder;

    private static final Map<String, RgbImage> PICTURES = new LinkedHashMap<>();

    @BeforeAll
    static void draw() {
        for (int i = 0; i < CLEAN; i++) {
            PICTURES.put("disc/" + (10 + i), Drawings.picture(i, 120, 90));
            PICTURES.put("moon/" + (10 + i), Drawings.picture(100 + i, 90, 120));
        }
    }

    @BeforeEach
    void write() throws IOException {
        replaceAll("", image -> image);
    }

    private Path put(String name, RgbImage image) throws IOException {
        Path file = folder.resolve(name + ".jpg");
        Files.createDirectories(file.getParent());
        return Files.write(file, Thumbnail.encode(image, 2000));
    }

    private List<Finding> findings(Parallel parallel) throws InterruptedException {
        try (SampleSource source = FolderSource.open(folder)) {
            return new PictureCheck(source, Subject.Side.TRAIN, Optional.of(BACKBONE), parallel, Progress.NONE)
                    .findings();
        }
    }

    private List<Finding> findings() throws InterruptedException {
        return findings(Parallel.serial());
    }

    private static List<String> flagged(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::flagged)
                .map(f -> f.kind().wireName() + " " + f.subjects().get(0).id())
                .sorted()
                .toList();
    }

    @Test
    void cleanPicturesAreClean() throws Exception {
        assertThat(flagged(findings())).isEmpty();
    }

    @Test
    void eachFaultIsFoundAndNothingElse() throws Exception {
        RgbImage one = Drawings.picture(7, 120, 90);
        put("disc/blank", Drawings.levels(one, v -> 128 + v / 100));
        put("disc/blurred", Drawings.blurred(Drawings.picture(8, 120, 90), 5));
        put("disc/dark", Drawings.levels(one, v -> v / 5));
        put("disc/bright", Drawings.levels(one, v -> 225 + v / 9));
        put("moon/long", Drawings.picture(9, 400, 100));
        put("moon/tiny", Drawings.picture(9, 40, 60));
        Path cut = put("moon/cut", Drawings.picture(10, 120, 90));
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Path unended = put("moon/unended", Drawings.picture(11, 120, 90));
        byte[] all = Files.readAllBytes(unended);
        Files.write(unended, Arrays.copyOf(all, all.length - 1));
        Files.write(folder.resolve("moon/text.jpg"), new byte[] {1, 2, 3, 4});

        List<Finding> found = findings();

        assertThat(flagged(found))
                .containsExactly(
                        "blank disc/blank.jpg",
                        "blurred disc/blurred.jpg",
                        "bright disc/bright.jpg",
                        "dark disc/dark.jpg",
                        "odd-aspect moon/long.jpg",
                        "tiny moon/tiny.jpg",
                        "truncated moon/cut.jpg",
                        "truncated moon/unended.jpg",
                        "unreadable moon/text.jpg");
        assertThat(found.stream().flatMap(f -> f.leaveOut().stream()).map(Subject::id))
                .containsExactlyInAnyOrder("disc/blank.jpg", "moon/cut.jpg", "moon/text.jpg");
        assertThat(found).allSatisfy(f -> assertThat(f.reason()).matches("[A-Z0-9].*\\."));
        assertThat(reason(found, "moon/long.jpg"))
                .isEqualTo(
                        "400 x 100 pixels, 4.0 times as long as wide (limit 3); 19 % of it is inside the backbone's input of"
                                + " 84 x 84.");
        assertThat(reason(found, "moon/tiny.jpg"))
                .isEqualTo("40 x 60 pixels; for the backbone's input of 84 x 84 each is enlarged 2.4 times (limit 2).");
        assertThat(reason(found, "moon/text.jpg")).startsWith("Must be a PNG").doesNotContain(folder.toString());
    }

    /** Orientation 6, 4 and 6 with the sides of a picture that was turned already. */
    @Test
    void picturesThatExifTurnsAreToldWithWhatOthersSee() throws Exception {
        Path file = put("disc/turned", Drawings.picture(7, 120, 90));
        byte[] jpeg = Files.readAllBytes(file);
        Files.write(file, withExif(jpeg, 6, 120, 90));
        Files.write(folder.resolve("disc/mirrored.jpg"), withExif(jpeg, 4, 120, 90));
        Files.write(folder.resolve("disc/twice.jpg"), withExif(jpeg, 6, 90, 120));

        List<Finding> found = findings();

        assertThat(found.stream().sorted().map(f -> f.subjects().get(0).id() + " " + f.score()))
                .containsExactly("disc/twice.jpg 1.0", "disc/mirrored.jpg 0.75", "disc/turned.jpg 0.5");
        assertThat(found).allSatisfy(f -> {
            assertThat(f.kind()).isEqualTo(FindingKind.ROTATED);
            assertThat(f.leaveOut()).isEmpty();
        });
        assertThat(reason(found, "disc/turned.jpg"))
                .startsWith(
                        "EXIF orientation 6: the pixels are stored turned by 90° to the left. Imprint sees them upright;");
    }

    private static byte[] withExif(byte[] jpeg, int orientation, int width, int height) {
        ByteBuffer exif = ByteBuffer.allocate(78);
        exif.putShort((short) 0xffe1).putShort((short) 76).put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 42).putInt(8).putShort((short) 2);
        exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(orientation << 16);
        exif.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(38).putInt(0);
        exif.putShort((short) 2);
        exif.putShort((short) 0xa002).putShort((short) 4).putInt(1).putInt(width);
        exif.putShort((short) 0xa003).putShort((short) 4).putInt(1).putInt(height);
        return ByteBuffer.allocate(jpeg.length + exif.capacity())
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static String reason(List<Finding> found, String id) {
        return found.stream()
                .filter(f -> f.subjects().get(0).id().equals(id))
                .map(Finding::reason)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void threadsChangeNothing() throws Exception {
        put("disc/blurred", Drawings.blurred(Drawings.picture(8, 120, 90), 5));
        put("disc/dark", Drawings.levels(Drawings.picture(7, 120, 90), v -> v / 5));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            assertThat(findings(Parallel.on(pool, 4))).isEqualTo(findings());
        } finally {
            pool.shutdownNow();
        }
    }

    /** As of paintings: what all are is no fault of one. */
    @Test
    void aSoftSetIsNotBlurred() throws Exception {
        replaceAll("", image -> Drawings.blurred(image, 3));
        assertThat(flagged(findings())).isEmpty();
    }

    @Test
    void aClassOfSoftPicturesIsNotBlurredEither() throws Exception {
        replaceAll("moon", image -> Drawings.blurred(image, 5));
        assertThat(flagged(findings())).isEmpty();
    }

    @Test
    void whatHoldsOfMostIsOneFinding() throws Exception {
        replaceAll("", image -> Drawings.levels(image, v -> v / 4));
        List<Finding> found = findings();
        assertThat(found).hasSize(1);
        Finding dark = found.get(0);
        assertThat(dark.kind()).isEqualTo(FindingKind.DARK);
        assertThat(dark.subjects()).hasSize(5);
        assertThat(dark.leaveOut()).isEmpty();
        assertThat(dark.reason()).startsWith("This is so of 24 of 24 images, ").contains("; the worst: 99 %");
    }

    private void replaceAll(String of, UnaryOperator<RgbImage> change) throws IOException {
        for (Map.Entry<String, RgbImage> picture : PICTURES.entrySet()) {
            if (picture.getKey().startsWith(of)) {
                put(picture.getKey(), change.apply(picture.getValue()));
            }
        }
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::findings).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
