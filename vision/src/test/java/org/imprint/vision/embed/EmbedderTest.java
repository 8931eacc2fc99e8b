package org.imprint.vision.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.TinyModel;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbedderTest {

    private static final int SIDE = 8;
    private static final int D = 24;
    private static final int N = 101;

    @TempDir
    Path folder;

    private Backbone backbone;

    @BeforeEach
    void open() {
        backbone = Backbone.open(
                "tiny.onnx", TinyModel.bytes(new long[] {0, 3, SIDE, SIDE}, D, 3), TinyModel.descriptor(SIDE, D));
    }

    @AfterEach
    void close() {
        backbone.close();
    }

    private byte[] run(String name, Embedder embedder, NoiseSource source) throws InterruptedException, IOException {
        Path file = folder.resolve(name);
        embedder.embed(source, file, new Origin("Noise", "train"), Precision.FLOAT32, Progress.NONE);
        return Files.readAllBytes(file);
    }

    @Test
    void rowsAreTheEmbeddingsOfTheSamplesInOrder() throws InterruptedException, IOException {
        run("a.h5", new Embedder(backbone, 16, 2), new NoiseSource(N));
        try (EmbeddingFile file = EmbeddingFile.open(folder.resolve("a.h5"))) {
            FloatMatrix all = file.readAll();
            for (int first = 0; first < N; first += 16) {
                List<RgbImage> batch = new ArrayList<>();
                for (int i = first; i < Math.min(N, first + 16); i++) {
                    batch.add(new NoiseSource(N).image(i));
                    assertThat(file.labels()[i]).isEqualTo(i & 1);
                }
                assertThat(all.rows(first, first + batch.size()).toArray())
                        .isEqualTo(backbone.embed(batch).toArray());
            }
            assertThat(file.sampleIds(99, 101)).containsExactly("noise/99", "noise/100");
            assertThat(file.classNames()).containsExactly("even", "odd");
            Provenance provenance = file.provenance().orElseThrow();
            assertThat(provenance.backbone()).isEqualTo("tiny");
            assertThat(provenance.backboneSha256()).isEqualTo(backbone.sha256Hex());
            assertThat(provenance.source()).isEqualTo("noise");
            assertThat(provenance.batch()).isEqualTo(16);
            assertThat(provenance.libraries()).containsOnlyKeys("imprint", "onnxruntime");
            assertThat(provenance.libraries().get("imprint")).matches("\\d+\\.\\d+\\.\\d+.*");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "16, 2", "16, 8", "64, 3", "200, 2"})
    void bytesDoNotDependOnTheNumberOfWorkers(int batch, int workers) throws InterruptedException, IOException {
        byte[] one = run("one.h5", new Embedder(backbone, batch, 1), new NoiseSource(N));
        assertThat(run("many.h5", new Embedder(backbone, batch, workers), new NoiseSource(N)))
                .isEqualTo(one);
    }

    @Test
    void memoryAndFileHoldTheSameNumbers() throws InterruptedException, IOException {
        Embedder embedder = new Embedder(backbone, 16, 2);
        run("a.h5", embedder, new NoiseSource(N));
        try (EmbeddingFile file = EmbeddingFile.open(folder.resolve("a.h5"))) {
            assertThat(embedder.embed(new NoiseSource(N), Progress.NONE).data())
                    .isEqualTo(file.readAll().data());
        }
    }

    @Test
    void everyImageIsDecodedOnceAndProgressEndsAtTheTotal() throws InterruptedException {
        List<Long> done = new ArrayList<>();
        NoiseSource source = new NoiseSource(N);
        new Embedder(backbone, 16, 2)
                .embed(source, folder.resolve("a.h5"), new Origin("Noise", ""), Precision.FLOAT16, (now, total) -> {
                    assertThat(total).isEqualTo(N);
                    done.add(now);
                });
        assertThat(done).containsExactly(0L, 16L, 32L, 48L, 64L, 80L, 96L, 101L);
        assertThat(source.decoded).hasSize(N);
    }

    @Test
    void aBadImageIsNamedAtTheEndAndTheRowsOfAllOthersAreKept() throws InterruptedException, IOException {
        Embedder embedder = new Embedder(backbone, 16, 3);
        byte[] whole = run("whole.h5", embedder, new NoiseSource(N));
        NoiseSource source = new NoiseSource(N);
        source.failing.addAll(Set.of(70, 99));
        assertThatThrownBy(() -> run("a.h5", embedder, source))
                .isInstanceOf(DataException.class)
                .hasMessage("noise: 2 of 101 images cannot be used:\n  noise/70: is not an image\n"
                        + "  noise/99: is not an image");
        assertThat(source.inside).hasValue(0);
        assertThat(folder.resolve("a.h5")).doesNotExist();
        NoiseSource again = new NoiseSource(N);
        assertThat(run("a.h5", embedder, again)).isEqualTo(whole);
        // 70, and the five at the end, which are a batch of their own
        assertThat(again.decoded).containsExactlyInAnyOrder(70, 96, 97, 98, 99, 100);
    }

    @Test
    void anInterruptLeavesAStateThatContinues() throws InterruptedException, IOException {
        Embedder embedder = new Embedder(backbone, 16, 2);
        byte[] whole = run("whole.h5", embedder, new NoiseSource(N));
        Path file = folder.resolve("a.h5");
        NoiseSource source = new NoiseSource(N);
        assertThatThrownBy(() ->
                        embedder.embed(source, file, new Origin("Noise", "train"), Precision.FLOAT32, (done, total) -> {
                            if (done == 48) {
                                Thread.currentThread().interrupt();
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
        assertThat(source.inside).hasValue(0);
        assertThat(file).doesNotExist();
        assertThat(EmbeddingWriter.partOf(file)).exists();
        NoiseSource again = new NoiseSource(N);
        assertThat(run("a.h5", embedder, again)).isEqualTo(whole);
        assertThat(again.decoded).hasSize(N - 48);
    }

    @Test
    void onlyAFewBatchesAreAheadOfTheFile() throws InterruptedException {
        int batch = 4;
        int workers = 3;
        NoiseSource source = new NoiseSource(N);
        new Embedder(backbone, batch, workers)
                .embed(
                        source,
                        folder.resolve("a.h5"),
                        new Origin("Noise", ""),
                        Precision.FLOAT32,
                        (done, total) ->
                                assertThat(source.decoded.size() - done).isLessThanOrEqualTo(2L * workers * batch));
    }
}
