package org.imprint.serve.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.http.HttpProblem;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.decode.base.ImageBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images that are embedded beside each other. */
class ImageBatchesTest {

    private final BatchThreads threads = new BatchThreads(1, Parallel.serial());
    private final BatchCounts counts = new BatchCounts();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Backbone backbone;

    @BeforeEach
    void open() {
        backbone = BundledBackbone.open();
    }

    @AfterEach
    void end() {
        gate.countDown();
        threads.close();
        backbone.close();
    }

    @Test
    void companyChangesNoEmbedding() throws IOException {
        ImageBatches batches = batches(ImageBudget.standard());
        List<CompletableFuture<ImageBatches.Embedded>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(batches.embedded("image", png(i)));
        }
        for (int i = 0; i < 6; i++) {
            ImageBatches.Embedded made = all.get(i).join();
            float[] alone = backbone.embed(List.of(ImageDecoder.decode("image", png(i), Orientation.UPRIGHT)))
                    .row(0);
            assertThat(made.row().row(0)).containsExactly(alone);
            assertThat(made.image().width()).isEqualTo(40);
        }
        assertThat(counts.embedded()).isEqualTo(6);
        assertThat(batches.waiting()).isZero();
    }

    @Test
    void theSameImageUnderWayIsComputedOnce() throws IOException {
        threads.images().execute(this::await);
        ImageBatches batches = batches(ImageBudget.standard());
        List<CompletableFuture<ImageBatches.Embedded>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(batches.embedded("image", png(1)));
        }
        assertThat(batches.waiting()).isEqualTo(1);
        gate.countDown();
        all.forEach(
                one -> assertThat(one.join().row()).isSameAs(all.get(0).join().row()));
        assertThat(counts.embedded()).isEqualTo(1);
        assertThat(counts.shared()).isEqualTo(4);
    }

    @Test
    void aFileThatIsNoImageFailsByItsOwnName() throws IOException {
        ImageBatches batches = batches(ImageBudget.standard());
        byte[] none = "no image".getBytes(StandardCharsets.UTF_8);
        CompletableFuture<ImageBatches.Embedded> first = batches.embedded("first", none);
        CompletableFuture<ImageBatches.Embedded> second = batches.embedded("second", none);
        assertThat(batches.embedded("third", png(2)).join().row().cols()).isEqualTo(backbone.dimension());
        assertThatThrownBy(first::join)
                .hasRootCauseInstanceOf(ImprintException.class)
                .hasMessageContaining("first");
        assertThatThrownBy(second::join).hasMessageContaining("second");
        assertThat(counts.unusable()).isEqualTo(2);
    }

    @Test
    void anImageLargerThanAllowedIsRefusedBeforeItIsDecoded() {
        ImageBatches batches =
                batches(new ImageBudget(1599, 1 << 20, ImageBudget.standard().time()));
        assertThatThrownBy(() -> batches.embedded("large", png(1)).join()).hasMessageContaining("pixels");
    }

    @Test
    void tooManyAreRefused() throws IOException {
        threads.images().execute(this::await);
        ImageBatches batches = batches(ImageBudget.standard());
        List<CompletableFuture<ImageBatches.Embedded>> all = new ArrayList<>();
        byte[] none = "no image".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < ImageBatches.MOST_WAITING; i++) {
            all.add(batches.embedded("image" + i, none));
        }
        assertThatThrownBy(() -> batches.embedded("more", none))
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.status()).isEqualTo(429));
        assertThat(counts.refused()).isEqualTo(1);
        gate.countDown();
        all.forEach(one -> assertThat(one).failsWithin(Duration.ofSeconds(30)));
        assertThat(batches.waiting()).isZero();
    }

    private ImageBatches batches(ImageBudget budget) {
        return new ImageBatches(backbone, budget, threads, counts);
    }

    private void await() {
        try {
            gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] png(int seed) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1600; i++) {
            image.setRGB(i % 40, i / 40, (i * 7919 * (seed + 1)) & 0xffffff);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
