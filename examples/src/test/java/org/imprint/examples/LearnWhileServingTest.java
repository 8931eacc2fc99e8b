package org.imprint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnWhileServingTest {

    @TempDir
    private Path folder;

    @Test
    void answersFromBeforeOrFromAfter() throws Exception {
        Path photos = Pictures.folder(folder.resolve("photos"), 4);
        Path blanks = Files.createDirectories(folder.resolve("new"));
        Pictures.cross(blanks.resolve("a.png"), 0);
        Pictures.cross(blanks.resolve("b.png"), 1);
        try (Backbone backbone = BundledBackbone.open()) {
            List<String> answers =
                    LearnWhileServing.answers(backbone, photos, blanks, Pictures.cross(folder.resolve("c.png"), 2));

            assertThat(answers.get(0)).isIn("ring", "bar");
            assertThat(answers.get(answers.size() - 2)).isEqualTo("crane");
            assertThat(answers.get(answers.size() - 1)).isEqualTo(answers.get(0));
            assertThat(answers).containsOnly(answers.get(0), "crane");
        }
    }
}
