package org.imprint.vision.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.TinyModel;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.LabelledFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptEmbeddingsTest {

    @TempDir
    private Path folder;

    @Test
    void imagesAreEmbeddedOnceAndReadAfterwards() throws Exception {
        try (Backbone backbone =
                Backbone.open("tiny", TinyModel.bytes(new long[] {0, 3, 8, 8}, 24, 1), TinyModel.descriptor(8, 24))) {
            NoiseSource images = new NoiseSource(20);
            EmbeddedSource first = embed(backbone, images);
            Path file = new EmbeddingPath("my-noise", backbone.descriptor().name(), "train").under(folder);
            Object made = Files.getAttribute(file, "unix:ino");

            EmbeddedSource again = embed(backbone, images);

            assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(made);
            assertThat(again.rows().data()).isEqualTo(first.rows().data());
            assertThat(again.labels()).isEqualTo(first.labels());
            LabelledFile read = LabelledFile.read(file, true);
            assertThat(read.rows().data()).isEqualTo(first.rows().data());
            assertThat(read.labels()).isEqualTo(first.labels());
            assertThat(read.backbone()).contains(backbone.descriptor().name());

            embed(backbone, new NoiseSource(21));
            assertThat(LabelledFile.read(file, true).rows().rows()).isEqualTo(21);
        }
    }

    private EmbeddedSource embed(Backbone backbone, NoiseSource images) throws InterruptedException {
        KeptEmbeddings kept = new KeptEmbeddings(folder, "my noise", OnBadImage.STOP);
        EmbeddedSource embedded = kept.embed(images, "train", new Embedder(backbone, 8, 1), Progress.NONE);
        assertThat(kept.files()).hasSize(1);
        return embedded;
    }

    @Test
    void aFileIsKnownByItsPlace() {
        EmbeddingPath path = new EmbeddingPath("MNIST-M", "vit_b_16", "test");
        assertThat(EmbeddingPath.of(path.under(folder))).contains(path);
        assertThat(EmbeddingPath.of(path.under(Path.of("")))).contains(path);
        assertThat(EmbeddingPath.of(path.under(folder).resolveSibling("embeddings_MNIST_vit_b_16_test.h5")))
                .isEqualTo(Optional.empty());
        assertThat(EmbeddingPath.of(Path.of("/x.h5"))).isEmpty();
    }
}
