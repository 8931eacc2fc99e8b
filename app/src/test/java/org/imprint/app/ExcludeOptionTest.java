package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.source.ExclusionList;
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

    private static Imprint runWith(List<Object> words, Object... more) {
        return Imprint.run(Stream.concat(words.stream(), Arrays.stream(more)).toArray());
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

    @Test
    void whateverReadsAFolderToLearnFromLeavesThemOut() throws IOException {
        Path many = Samples.folders(folder.resolve("many"), Set.of(0, 1), 18);
        Object[] more = {"--backbone", "imprint-mini", "--lambda", 1, "--exclude", list};
        Imprint compared = runWith(List.of("compare", many, "--folds", 2, "--repeats", 1), more);
        Imprint curve =
                runWith(List.of("learning-curve", many, "--folds", 2, "--repeats", 1, "--recipe", "oracle"), more);
        List<Object> episodes = List.of(
                "episodes",
                many,
                "--ways",
                2,
                "--queries",
                1,
                "--unknown-ways",
                0,
                "--tasks",
                2,
                "--recipes",
                "qi,oracle");
        Imprint played = runWith(
                episodes,
                Stream.concat(Stream.of("--shots", 16), Stream.of(more)).toArray());
        for (Imprint run : List.of(compared, curve, played)) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).containsOnlyOnce("left out: 2 listed in " + list);
        }
        for (List<Object> command : List.of(
                episodes,
                List.<Object>of("learning-curve", many, "--folds", 2, "--repeats", 1, "--recipe", "oracle"))) {
            Object[] asJson =
                    Stream.concat(Stream.of("--json"), Stream.of(more)).toArray();
            JsonNode json = new ObjectMapper().readTree(runWith(command, asJson).out());
            assertThat(json.at("/intake/left_out/items/1/name").asText()).isEqualTo("digit 1/003.png");
        }
        assertThat(compared.out()).contains("34 images of 2 classes");
        assertThat(curve.out()).contains("2 classes of 17 ");

        Imprint tooFew = runWith(
                episodes,
                Stream.concat(Stream.of("--shots", 17), Stream.of(more)).toArray());
        assertThat(tooFew.exitCode()).isEqualTo(2);
        assertThat(tooFew.err()).contains("was 17");
    }

    @Test
    void whatIsHeldBackForATestIsLeftOutOfWhatIsLearnedAlone() throws IOException {
        Path test = folder.resolve("test");
        for (String name : List.of("digit 0/002.png", "digit 1/003.png")) {
            Files.createDirectories(test.resolve(name).getParent());
            Files.copy(photos.resolve(name), test.resolve(name));
        }
        List<Object> command = List.of("compare", photos, test, "--backbone", "imprint-mini");
        Imprint refused = runWith(command);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains(test + ": must be other images than " + photos + ", was 2 images with an embedding of there");

        Imprint run = runWith(command, "--exclude", list);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("10 images learned, 2 images of " + test + " answered");
        assertThat(run.err()).containsOnlyOnce("left out: 2 listed in " + list);

        JsonNode json = new ObjectMapper()
                .readTree(runWith(command, "--exclude", list, "--json").out());
        assertThat(json.at("/intake/left_out/items/0/name").asText()).isEqualTo("digit 0/002.png");
        assertThat(json.at("/test_intake/added").asInt()).isEqualTo(2);
        assertThat(json.at("/test_intake/left_out/items")).isEmpty();
    }

    @Test
    void aTestImageThatIsLearnedAsAnotherClassIsRefusedToo() throws IOException {
        Path test = Samples.folders(folder.resolve("test"), Set.of(0, 1), 1);
        Files.move(test.resolve("digit 0/001.png"), test.resolve("digit 1/moved.png"));
        Files.copy(photos.resolve("digit 1/002.png"), test.resolve("digit 0/moved.png"));
        Imprint refused = Imprint.run("compare", photos, test, "--backbone", "imprint-mini");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("was 3 images with an embedding of there");
    }

    @Test
    void aSecondLookPassesOverWhatIsListedAndKeepsItListed() throws IOException {
        Files.copy(photos.resolve("digit 0/002.png"), photos.resolve("digit 0/again.png"));
        Files.writeString(photos.resolve("digit 1/broken.png"), "no picture");
        Path fix = folder.resolve("fix.txt");
        Path page = folder.resolve("page.html");
        List<Object> command = List.of("doctor", photos, "--only", "exact-duplicate,unreadable", "--fix", fix);
        assertThat(runWith(command).out()).contains("exact-duplicate").contains(fix + ": lists 2 images; ");

        Imprint second = runWith(command, "--overwrite", "--exclude", list, "--page", page);
        assertThat(second.exitCode()).as(second.err()).isEqualTo(1);
        assertThat(page).content().contains("Not looked at: 2 listed in " + list);
        assertThat(second.out())
                .contains("left out: 2 listed in " + list)
                .contains(fix + ": lists 3 images, 2 of them listed in " + list)
                .doesNotContain("exact-duplicate");
        assertThat(ExclusionList.read(fix).entries())
                .extracting(ExclusionList.Entry::line)
                .startsWith("digit 0/002.png  # blank: all of it", "digit 1/003.png")
                .hasSize(3)
                .last()
                .asString()
                .startsWith("digit 1/broken.png  # unreadable: ");
    }

    @Test
    void embeddingsHaveNoImagesToLeaveOut() {
        assertThat(Imprint.run("embed", "--data", photos, "--out", folder.resolve("a.h5"))
                        .exitCode())
                .isZero();
        assertThat(fit().exitCode()).isZero();
        for (Path data : List.of(folder.resolve("a.h5"), file)) {
            for (String command : List.of("compare", "episodes", "learning-curve", "doctor")) {
                Imprint run = Imprint.run(command, data, "--exclude", list);
                assertThat(run.exitCode()).isEqualTo(2);
                assertThat(run.err()).contains("--exclude must go with images, was given with " + data);
            }
        }
    }
}
