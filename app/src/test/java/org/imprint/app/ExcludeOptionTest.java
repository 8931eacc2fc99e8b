package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.store.EmbeddingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that a list names are left out, and nobody has to guess that they were. */
class ExcludeOptionTest {

    @TempDir
    private Path folder;

    private Path photos;
    private Path list;
    private Path file;

    @BeforeEach
    void makePhotos() throws IOException {
        System.setProperty(BackboneNames.HOME_PROPERTY, folder.resolve("home").toString());
        photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 6);
        list = Files.writeString(
                folder.resolve("exclude.txt"), "# twice\ndigit 0/002.png  # blank: all of it\ndigit 1/003.png\n");
        file = folder.resolve("digits.imprint");
    }

    @AfterEach
    void forgetTheHome() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    private Imprint fit(Object... more) {
        Object[] words = {"fit", photos, "-o", file, "--backbone", "imprint-mini", "--k", 2, "--exclude", list};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Imprint.run(all);
    }

    @Test
    void fitLeavesThemOutAndCountsThem() throws IOException {
        Imprint run = fit();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 classes, 10 examples").contains("left out: 2 listed in " + list);

        JsonNode json = new ObjectMapper().readTree(fit("--overwrite", "--json").out());
        assertThat(json.at("/left_out/items/1/name").asText()).isEqualTo("digit 1/003.png");
        assertThat(json.at("/left_out/items/1/reason").asText()).isEqualTo("listed in " + list);
    }

    @Test
    void aLineThatNamesNoImageIsAnErrorAndNothingIsWritten() throws IOException {
        Files.writeString(list, "digit 0/2.png");
        Imprint run = fit();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(list + ": must name images of " + photos).contains("digit 0/2.png");
        assertThat(file).doesNotExist();
    }

    @Test
    void embedAndEvaluateTakeTheListToo() {
        assertThat(fit().exitCode()).isZero();
        Imprint judged =
                Imprint.run("evaluate", file, "--data", photos, "--backbone", "imprint-mini", "--exclude", list);
        assertThat(judged.exitCode()).as(judged.err()).isZero();
        assertThat(judged.out()).contains("left out: 2 listed in " + list);

        Path h5 = folder.resolve("a.h5");
        Imprint embedded = Imprint.run("embed", "--data", photos, "--out", h5, "--exclude", list);
        assertThat(embedded.exitCode()).as(embedded.err()).isZero();
        assertThat(embedded.out()).contains("left out: 2 listed in " + list);
        try (EmbeddingFile read = EmbeddingFile.open(h5)) {
            assertThat(read.rows()).isEqualTo(10);
        }
    }
}
