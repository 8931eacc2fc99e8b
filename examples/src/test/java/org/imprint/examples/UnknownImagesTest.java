package org.imprint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownImagesTest {

    @TempDir
    private Path folder;

    @Test
    void saysNoneOfTheseOfACross() throws Exception {
        Path photos = Pictures.folder(folder.resolve("photos"), 20);
        try (Backbone backbone = BundledBackbone.open()) {
            assertThat(UnknownImages.answer(backbone, photos, Pictures.cross(folder.resolve("cross.png"), 2)))
                    .startsWith("none of these; nearest is ");
        }
    }
}
