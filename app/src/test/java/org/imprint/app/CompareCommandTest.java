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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/compare.md");

    @TempDir
    private static Path folder;

    private static Path digits;
    private static Path test;
    private static Path photos;

    @BeforeAll
    static void embed() throws IOException {
        digits = folder.resolve("digits.h5");
        test = folder.resolve("test.h5");
        Path idx = Samples.idx(folder);
        assertThat(Imprint.run("embed", "--data", idx, "--out", digits).exitCode())
                .isZero();
        assertThat(Imprint.run("embed", "--data", idx, "--split", "test", "--out", test)
                        .exitCode())
                .isZero();
        photos = Samples.folders(folder.resolve("photos"), Set.of(1, 7, 8), 6);
    }

    private static Imprint ran(Object... args) {
        Imprint run = Imprint.run(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(Object... args) throws IOException {
        return new ObjectMapper().readTree(ran(args).out());
    }

    private static String refused(Object... args) {
        Imprint run = Imprint.run(args);
        assertThat(run.exitCode()).isEqualTo(2);
        return run.err();
    }

    @Test
    void saysWhatThePageShows() throws IOException {
        String shown = ran("compare", digits).out().replace(digits.toString(), "digits.h5");
        assertThat(Files.readString(PAGE)).contains("```text\n" + shown.strip() + "\n```");
    }

    @Test
    void oneImageOfEachClassIsTooFew() throws IOException {
        Path single = Samples.folders(folder.resolve("single"), Set.of(1, 7), 1);
        assertThat(refused("compare", single, "--backbone", "imprint-mini"))
                .contains(single
                        + ": must have a class with at least 2 images, so that one can be tested, has 1 in each: "
                        + "digit 1, digit 7");
    }

    @Test
    void jsonAndCsvHaveTheSameNumbersAndTheSameSeedGivesThemAgain() throws IOException {
        Object[] args = {"compare", digits, "--folds", 3, "--repeats", 2, "--seed", 4, "--json"};
        JsonNode root = json(args);
        assertThat(json(args)).isEqualTo(root);
        assertThat(root.get("results")).hasSize(7);
        assertThat(root.get("repeats").asInt()).isEqualTo(2);
        JsonNode best = root.get("results").get(0);
        JsonNode worst = root.get("results").get(6);
        assertThat(best.get("name")).isEqualTo(root.get("best"));
        assertThat(worst.get("behind_best").get("value").asDouble())
                .isCloseTo(
                        best.get("accuracy").get("value").asDouble()
                                - worst.get("accuracy").get("value").asDouble(),
                        within(1e-12));
        args[args.length - 1] = "--csv";
        List<String> lines = ran(args).out().lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(7))
                .contains("," + worst.get("accuracy").get("value").asText() + ",")
                .contains("," + worst.get("behind_best").get("value").asText() + ",");
    }

    @Test
    void imagesApartAreAnsweredInsteadOfFolds() throws IOException {
        JsonNode root = json("compare", digits, test, "--json");
        assertThat(root.get("answered").asInt()).isEqualTo(500);
        assertThat(root.has("folds")).isFalse();
        JsonNode alone = json("evaluate", "--train", digits, "--test", test, "--recipe", "qi", "--json");
        JsonNode qi = Stream.iterate(0, i -> i + 1)
                .map(root.get("results")::get)
                .filter(r -> r.get("name").asText().equals("mean (qi)"))
                .findFirst()
                .orElseThrow();
        assertThat(qi.get("accuracy").get("value").asDouble())
                .isCloseTo(alone.get("accuracy").asDouble(), within(1e-12));
        assertThat(refused("compare", digits, digits)).contains("must be other images than");
        assertThat(refused("compare", digits, test, "--folds", 3))
                .contains("--folds and --repeats must go without TEST");
    }

    @Test
    void backbonesOfTheSameImagesAreComparedImageByImage() throws IOException {
        Path copy = Files.copy(digits, folder.resolve("copy.h5"));
        JsonNode root = json("compare", digits, "--against", copy, "--json");
        assertThat(root.get("results")).hasSize(14);
        JsonNode first = root.get("results").get(0);
        JsonNode second = root.get("results").get(1);
        assertThat(first.get("name").asText()).isEqualTo(digits + ": least squares");
        assertThat(second.get("name").asText()).isEqualTo(copy + ": least squares");
        assertThat(second.get("behind_best").get("value").asDouble()).isZero();
        assertThat(refused("compare", digits, "--against", test)).contains("must be of the same images as");
    }

    @Test
    void fitTakesTheSimplestThatMayBeTheBest() throws IOException {
        Path file = folder.resolve("photos.imprint");
        JsonNode root = json(
                "fit", photos, "-o", file, "--backbone", "imprint-mini", "--no-cache", "--recipe", "auto", "--json");
        assertThat(root.get("recipe").asText()).startsWith("qi: ");
        assertThat(root.get("recipe_reason").asText())
                .startsWith("mean (qi), the simplest of ")
                .contains(" out of 7 that may be the best by 5-fold cross-validation of 18 examples");
        assertThat(ran("inspect", file).out()).contains("qi: NORMpre l2, mean");
        assertThat(json(
                                "fit",
                                photos,
                                "-o",
                                folder.resolve("small.imprint"),
                                "--backbone",
                                "imprint-mini",
                                "--no-cache",
                                "--recipe",
                                "auto",
                                "--without-examples",
                                "--json")
                        .get("recipe_reason")
                        .asText())
                .as("least squares could not be kept without them")
                .contains(" out of 6 that may be the best by 5-fold cross-validation of 18 examples")
                .endsWith("; without least squares, which needs the examples: leave out --without-examples");
        assertThat(refused("fit", photos, "-o", folder.resolve("no.imprint"), "--recipe", "auto", "--k", 3))
                .contains("--k must go with a recipe that is named");
        assertThat(refused("evaluate", "--train", digits, "--test", test, "--recipe", "auto"))
                .contains("--recipe must be a preset here");
    }
}
