package org.imprint.classifier.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.change.Change;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.Keeping;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.recipe.Preset;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.store.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that the first version has written are read for ever. They were written once, on 2026-11-30, and are never written anew; what
 * is expected of them was noted then.
 */
class FirstVersionTest {

    @TempDir
    Path folder;

    private ClassifierContents open(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = FirstVersionTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return ImprintFile.open(file);
    }

    private static int checksum(FloatMatrix m) {
        CRC32C sum = new CRC32C();
        for (float x : m.toArray()) {
            int bits = Float.floatToRawIntBits(x);
            for (int shift = 0; shift < 32; shift += 8) {
                sum.update(bits >>> shift);
            }
        }
        return (int) sum.getValue();
    }

    @Test
    void aClassifierOfClassesWithAllThatAFileCanHold() throws IOException {
        ClassifierContents c = open("classifier-v1.imprint");
        assertThat(c.state().settings().recipe()).isEqualTo(Preset.PAPER.recipe(2, 1e-3));
        assertThat(c.state().settings().seed()).isEqualTo(17121997);
        assertThat(c.state().settings().precision()).isEqualTo(Precision.FLOAT16);
        assertThat(c.state().settings().keeping()).isEqualTo(Keeping.EXAMPLES);
        assertThat(c.state().settings().certainty())
                .isEqualTo(Certainty.standard().with(Optional.of(Rejection.of(0.1))));
        assertThat(c.state().temperature().value()).isEqualTo(0.20758440781095694);
        assertThat(c.state().classes().get(0).threshold()).contains(new Threshold(0.6635817289352417, false));
        assertThat(c.state().classNames()).containsExactly("heron", "白鹳", "crane", "ibis");
        ExampleSet herons = c.state().classes().get(0).examples();
        assertThat(herons.size()).isEqualTo(6);
        assertThat(herons.find(ContentDigest.ofHex("1a0bf7db1eabd066023c4c628db612a92097f8e81a2d88c684ef790dec8c0cc7")))
                .hasValueSatisfying(e -> {
                    assertThat(e.name()).isEqualTo("heron/0-größe.jpg");
                    assertThat(e.source()).isEqualTo("photos/heron");
                });
        assertThat(checksum(herons.rows())).isEqualTo(368093337);
        assertThat(checksum(c.state().classes().get(0).proxies())).isEqualTo(45642765);
        assertThat(c.backbone().orElseThrow().sha256()).isEqualTo("ab".repeat(32));
        assertThat(c.backbone().orElseThrow().descriptor().lambda()).hasValue(1e-3);
        assertThat(c.thumbnails().digests()).hasSize(3);
        assertThat(c.thumbnails().find(SavedBirds.digest("heron0"))).contains(new byte[] {1, 2, 3});
        assertThat(c.golden().labels()).containsExactly("heron", "crane");
        assertThat(c.golden().scores()).containsExactly(0.25, -1e-9);
        assertThat(c.golden().images().get(0)).containsExactly(5, 6);
        assertThat(checksum(c.golden().embeddings())).isEqualTo(1583758138);
        assertThat(c.more()).containsOnlyKeys("calibration").containsValue("{\"temperature\":0.5}");
        assertThat(c.history().done()).hasSize(7);
        assertThat(c.history().done().get(5).change()).isEqualTo(new Change.ForgotExamples("named heron/2", 1, 1));
        assertThat(c.history().done().get(5).at()).isEqualTo(Instant.parse("2026-11-30T18:00:00Z"));
        assertThat(c.history().undone()).hasSize(2);
    }

    @Test
    void itsChangesAreTakenBackAndMadeAgain() throws IOException {
        ClassifierContents c = open("classifier-v1.imprint");
        EmbeddingClassifier birds = SavedBirds.opened(c);
        birds.redo();
        birds.redo();
        assertThat(birds.classNames()).containsExactly("heron", "白鹳");
        for (int i = 0; i < 5; i++) {
            birds.undo();
        }
        assertThat(birds.classNames()).containsExactly("heron", "stork", "crane");
        assertThat(birds.state().classes().get(0).learned()).isEqualTo(7);
        assertThat(checksum(birds.state().classes().get(0).examples().rows())).isEqualTo(979660753);
    }

    @Test
    void aClassifierByLeastSquaresWithItsSums() throws IOException {
        ClassifierContents c = open("least-squares-v1.imprint");
        assertThat(c.state().settings().recipe()).isEqualTo(Preset.ORACLE.recipe(1, 1e-3));
        assertThat(c.state().sums().orElseThrow().size()).isEqualTo(16);
        assertThat(c.state().sums().orElseThrow().moment()[0]).isEqualTo(34.90909390077081);
        assertThat(checksum(c.state().classes().get(1).proxies())).isEqualTo(-851515698);
        assertThat(c.state().classes().get(1).examples().size()).isEqualTo(4);
    }
}
