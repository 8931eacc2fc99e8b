package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two images of eight cannot be decoded: one is text, one is cut off. */
class BadImageTest {

    @TempDir
    private Path folder;

    private Path photos;
    private Path text;
    private Path cut;
    private byte[] whole;
    private Path out;

    @BeforeEach
    void spoilTwoImages() throws IOException {
        photos = Samples.folders(folder.resolve("photos"), Set.of(3, 8), 4);
        text = Files.writeString(photos.resolve("digit 3/002.png"), "no image");
        cut = photos.resolve("digit 8/003.png");
        whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        out = folder.resolve("a.h5");
    }

    private Imprint embed(Path to, Object... more) {
        Object[] args = {"embed", "--data", photos, "--batch", 1, "--out", to};
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Imprint.run(all);
    }

    @Test
    void allBadImagesAreNamedAtTheEndAndNoFileIsWritten() {
        Imprint run = embed(out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("2 of 8 images cannot be used:")
                .contains(text + ": must be a ")
                .contains(cut + ": ")
                .contains("--on-bad-image skip");
        assertThat(out).doesNotExist();
        assertThat(folder.resolve("a.h5.left-out.txt"))
                .content()
                .contains(text + ": must be a ")
                .contains(cut + ": ");
    }

    @Test
    void theWorkIsKeptWhenTheBadOnesAreRemovedOrMended() throws IOException {
        embed(out);
        assertThat(EmbeddingWriter.partOf(out)).exists();
        Files.delete(text);
        Files.write(cut, whole);
        Files.copy(photos.resolve("digit 8/001.png"), photos.resolve("digit 3/000.png")); // moves every place by one
        Imprint again = embed(out);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("Continued with ").contains(" rows that were there, and written: " + out);
        Path fresh = folder.resolve("fresh.h5");
        embed(fresh);
        assertThat(out).hasSameBinaryContentAs(fresh);
        assertThat(EmbeddingWriter.partOf(out)).doesNotExist();
    }

    @Test
    void skippedOnesAreNamedInTheFileInJsonAndBesideIt() throws IOException {
        Files.writeString(photos.resolve("digit 3/notes.txt"), "no image");
        Imprint run = embed(out, "--on-bad-image", "skip");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("left out: 2 bad images, 1 .txt (names in " + out + ".left-out.txt)");
        try (EmbeddingFile file = EmbeddingFile.open(out)) {
            assertThat(file.rows()).isEqualTo(6);
            assertThat(file.sampleIds(0, 6)).doesNotContain("digit 3/002.png", "digit 8/003.png");
            assertThat(file.leftOut()).hasToString("2 bad images, 1 .txt");
            assertThat(file.leftOut().items())
                    .extracting(LeftOut.Item::name)
                    .containsExactly("digit 3/002.png", "digit 3/notes.txt", "digit 8/003.png");
        }

        Imprint again = embed(out, "--on-bad-image", "skip", "--json");
        JsonNode json = new ObjectMapper().readTree(again.out());
        assertThat(json.at("/files/0/there_before").asInt()).isEqualTo(6);
        assertThat(json.at("/left_out/counts/bad images").asInt()).isEqualTo(2);
        assertThat(json.at("/left_out/items/0/detail").asText()).startsWith(text + ": must be a ");
    }

    @Test
    void aClassDoesNotVanishBecauseAllItsImagesAreBad() throws IOException {
        for (int i = 1; i <= 4; i++) {
            Files.writeString(photos.resolve("digit 3/00" + i + ".png"), "no image");
        }
        Imprint run = embed(out, "--on-bad-image", "skip");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(photos + ": class digit 3 has no image left");
        assertThat(out).doesNotExist();
    }

    @Test
    void quickstartDoesAlike() {
        Imprint stopped = Imprint.run("quickstart", "--data", photos, "--k", 1, "--out", folder.resolve("q"));
        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.err()).contains("cannot be used:").contains("--on-bad-image skip");
        Imprint skipped = Imprint.run(
                "quickstart", "--on-bad-image", "skip", "--data", photos, "--k", 1, "--out", folder.resolve("q"));
        assertThat(skipped.exitCode()).as(skipped.err()).isZero();
        assertThat(skipped.out()).contains("left out: 2 bad images (names in ");
    }

    @Test
    void otherWordsAreRefusedBeforeWorkBegins() {
        assertThat(embed(out, "--on-bad-image", "skp").err())
                .contains("--on-bad-image must be one of stop, skip, was skp; did you mean skip?");
    }
}
