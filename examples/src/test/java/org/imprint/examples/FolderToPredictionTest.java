package org.imprint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderToPredictionTest {

    @TempDir
    private Path folder;

    @Test
    void namesTheClassOfANewImage() throws Exception {
        Path photos = Pictures.folder(folder.resolve("photos"), 4);
        try (Backbone backbone = BundledBackbone.open()) {
            assertThat(FolderToPrediction.answer(backbone, photos, Pictures.ring(folder.resolve("new.png"), 4)))
                    .matches("ring 0\\.\\d\\d|ring 1\\.00");
            assertThat(FolderToPrediction.answer(backbone, photos, Pictures.bar(folder.resolve("new.png"), 4)))
                    .matches("bar 0\\.\\d\\d|bar 1\\.00");
        }
    }
}
