package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodesCommandTest {

    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/episodes.md");

    @TempDir
    private static Path folder;

    private static Path digits;

    @BeforeAll
    static void embed() throws IOException {
        digits = folder.resolve("digits.h5");
        assertThat(Imprint.run("embed", "--data", Samples.idx(folder), "--out", digits)
                        .exitCode())
                .isZero();
    }

    private static JsonNode json(Object... args) throws IOException {
        Imprint run = Imprint.run(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void saysWhatThePageShows() throws IOException {
        Imprint run = Imprint.run("episodes", digits, "--tasks", 200);
        assertThat(run.exitCode()).as(run.err()).isZero();
        String shown = run.out().replace(digits.toString(), "digits.h5");
        assertThat(Files.readString(PAGE)).contains("```text\n" + shown.strip() + "\n```");
    }

    @Test
    void jsonAndCsvHaveTheSameNumbersAndTheSameSeedGivesThemAgain() throws IOException {
        Object[] args = {"episodes", digits, "--tasks", 20, "--shots", 5, "--recipes", "paper,qi", "--k", 2, "--json"};
        JsonNode root = json(args);
        assertThat(json(args)).isEqualTo(root);
        assertThat(root.get("compared_with").asText()).isEqualTo("paper");
        assertThat(root.get("results")).hasSize(2);
        JsonNode qi = root.get("results").get(1);
        JsonNode paper = root.get("results").get(0);
        assertThat(qi.get("difference").get("mean").asDouble())
                .isCloseTo(
                        qi.get("accuracy").get("mean").asDouble()
                                - paper.get("accuracy").get("mean").asDouble(),
                        within(1e-12));
        assertThat(qi.get("unknown").get("neighbours").get("auroc"))
                .isEqualTo(paper.get("unknown").get("neighbours").get("auroc"));
        args[args.length - 1] = "--csv";
        List<String> lines = Imprint.run(args).out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("shots,recipe,tasks,accuracy,accuracy_low,accuracy_high,difference,");
        assertThat(lines.get(2))
                .startsWith("5,qi,20," + qi.get("accuracy").get("mean").asText() + ",");
        args[args.length - 1] = "--json";
        args[3] = 21;
        assertThat(json(args)).isNotEqualTo(root);
    }

    @Test
    void takesAFolderWithFewClassesAndAsksAllOfThem() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(1, 7, 8), 6);
        JsonNode root = json(
                "episodes",
                photos,
                "--backbone",
                "imprint-mini",
                "--no-cache",
                "--queries",
                3,
                "--shots",
                "1,3",
                "--tasks",
                10,
                "--json");
        assertThat(root.get("ways").asInt()).isEqualTo(3);
        assertThat(root.get("unknown_ways").asInt()).isZero();
        assertThat(root.get("results")).hasSize(10);
        assertThat(root.get("results").get(0).has("unknown")).isFalse();
    }

    @Test
    void tooFewClassesOrImagesAreToldByNameWithWhatWouldDo() {
        assertRefused(
                "class 0 must have at least 115 examples for 100 shots and 15 queries, was 100; with 15 queries, shots must be"
                        + " in [1, 85]",
                "--shots",
                "1,100");
        assertRefused("ways, with 10 classes, must be in [2, 10], was 11", "--ways", 11);
        assertRefused(
                "unknown ways, with 10 classes of which 8 are learned, must be in [0, 2], was 3",
                "--ways",
                8,
                "--unknown-ways",
                3);
        assertRefused("--tasks must be in [2, 1000000], was 1", "--tasks", 1);
        assertRefused("--shots must be distinct, was [1, 1]", "--shots", "1,1");
    }

    private static void assertRefused(String message, Object... more) {
        Object[] args = new Object[2 + more.length];
        args[0] = "episodes";
        args[1] = digits;
        System.arraycopy(more, 0, args, 2, more.length);
        Imprint run = Imprint.run(args);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message);
    }
}
