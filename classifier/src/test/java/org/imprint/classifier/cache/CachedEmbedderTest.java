package org.imprint.classifier.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.source.ListedImages;
import org.imprint.vision.store.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEmbedderTest {

    private static Backbone backbone;

    @TempDir
    Path folder;

    private Path photos;
    private final List<String> notices = new ArrayList<>();

    @BeforeAll
    static void open() {
        backbone = BundledBackbone.open();
    }

    @AfterAll
    static void close() {
        backbone.close();
    }

    @BeforeEach
    void draw() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos/deep"));
        for (int i = 0; i < 9; i++) {
            draw(photos.resolve(i + ".png"), i);
        }
    }

    private static void draw(Path file, int seed) throws IOException {
        BufferedImage image = new BufferedImage(40 + seed, 30, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(seed);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private CachedEmbedder embedder(int workers) {
        EmbeddingCache cache = EmbeddingCache.in(folder.resolve("cache"), EmbeddingCache.MIN_BYTES, notices::add);
        return new CachedEmbedder(backbone, cache, Precision.FLOAT32, workers);
    }

    private SampleSource source() {
        return ListedImages.of("noise", List.of(folder.resolve("photos")));
    }

    /** The rows, image by image in batches of one, with neither cache nor workers. */
    private FloatMatrix expected(SampleSource source) {
        return FloatMatrix.concat(IntStream.range(0, source.size())
                .mapToObj(i -> backbone.embed(List.of(source.image(i))))
                .toList());
    }

    @Test
    void rowsDoNotDependOnCacheCompanyOrWorkers() throws InterruptedException, IOException {
        EmbeddedImages first = embedder(2).embed(source(), Progress.NONE);
        assertThat(first.computed()).isEqualTo(9);
        assertThat(first.rows().data()).containsExactly(expected(source()).data());
        assertThat(first.digests())
                .containsExactlyElementsOf(IntStream.range(0, 9)
                        .mapToObj(i -> ContentDigest.of(ImageDecoder.read(photos.resolve(i + ".png"))))
                        .toList());
        draw(photos.resolve("0a.png"), 100);
        List<Long> told = new ArrayList<>();
        EmbeddedImages more = embedder(1).embed(source(), (done, total) -> told.add(done));
        assertThat(more.computed()).isEqualTo(1);
        assertThat(more.rows().data()).containsExactly(expected(source()).data());
        assertThat(told).containsExactly(9L, 10L);
        CachedEmbedder without = new CachedEmbedder(backbone, EmbeddingCache.none(), Precision.FLOAT32, 3);
        assertThat(without.embed(source(), Progress.NONE).rows().data())
                .containsExactly(more.rows().data());
        assertThat(notices).isEmpty();
    }

    @Test
    void equalImagesAreEmbeddedOnceAndBadOnesAreTold() throws InterruptedException, IOException {
        Files.copy(photos.resolve("3.png"), folder.resolve("photos/copy.png"));
        Files.writeString(photos.resolve("bad.png"), "no image");
        Files.writeString(photos.resolve("worse.png"), "no image");
        Files.writeString(photos.resolve("notes.txt"), "text");
        SampleSource source = source();
        assertThat(source.leftOut().items()).hasSize(1);
        EmbeddedImages images = embedder(2).embed(source, Progress.NONE);
        assertThat(images.computed()).isEqualTo(9);
        assertThat(images.samples()).hasSize(10);
        int copy = IntStream.range(0, source.size())
                .filter(i -> source.id(i).endsWith("copy.png"))
                .findFirst()
                .orElseThrow();
        int original = IntStream.range(0, source.size())
                .filter(i -> source.id(i).endsWith("deep/3.png"))
                .findFirst()
                .orElseThrow();
        assertThat(images.rows().row(images.samples().indexOf(copy)))
                .containsExactly(images.rows().row(images.samples().indexOf(original)));
        assertThat(images.bad())
                .extracting(BadImage::id)
                .containsExactly(
                        photos.resolve("bad.png").toString(),
                        photos.resolve("worse.png").toString());
        assertThat(images.bad().get(0).reason())
                .startsWith(photos.resolve("bad.png").toString());
        assertThat(images.bad().get(1).reason()).contains("worse.png: is the same image as");
    }

    @Test
    void allImagesMayBeBad() throws InterruptedException, IOException {
        Path file = Files.writeString(folder.resolve("x.png"), "no image");
        EmbeddedImages images =
                embedder(2).embed(ListedImages.of("a", List.of(file, folder.resolve("none.png"))), Progress.NONE);
        assertThat(images.samples()).isEmpty();
        assertThat(images.rows().rows()).isZero();
        assertThat(images.bad()).hasSize(2);
    }

    @Test
    void whatWasEmbeddedBeforeAnInterruptIsKept() throws InterruptedException {
        SampleSource source = source();
        assertThatThrownBy(() -> embedder(1).embed(source, (done, total) -> {
                    if (done == 4) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        EmbeddedImages rest = embedder(1).embed(source, Progress.NONE);
        assertThat(rest.computed()).isEqualTo(5);
        assertThat(rest.rows().data()).containsExactly(expected(source).data());
        assertThat(notices).isEmpty();
    }

    @Test
    void anImageThatChangesMeanwhileIsNoticed() {
        List<Path> files = List.of(photos.resolve("0.png"), photos.resolve("1.png"));
        SampleSource source = ListedImages.of("a", files);
        assertThatThrownBy(() -> embedder(1).embed(source, (done, total) -> {
                    if (done == 0) {
                        try {
                            draw(photos.resolve("1.png"), 77);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1.png: has changed since this run began");
    }
}
