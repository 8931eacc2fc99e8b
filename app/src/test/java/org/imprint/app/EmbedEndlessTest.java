package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that never ends. */
class EmbedEndlessTest {

    @TempDir
    private Path folder;

    @Test
    void anEndlessModelEndsInASentenceAndLeavesNothing() throws IOException {
        for (String name : new String[] {"loop.onnx", "loop.json"}) {
            try (InputStream in = EmbedEndlessTest.class.getResourceAsStream(name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 3);
        Path out = folder.resolve("out.h5");
        Imprint run = Imprint.run(
                "embed",
                "--backbone",
                folder.resolve("loop.onnx"),
                "--data",
                photos,
                "--batch-seconds",
                1,
                "--out",
                out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("loop.onnx: inference of a batch of 6 must take at most 1 s, took longer and was stopped");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("loop.onnx", "loop.json", "photos");
    }
}
