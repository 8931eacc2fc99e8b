package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveCommandTest {

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
        Imprint run = Imprint.run("learning-curve", digits, "--recipe", "qi", "--target", 95);
        assertThat(run.exitCode()).as(run.err()).isZero();
        String shown = run.out().replace(digits.toString(), "digits.h5");
        assertThat(Files.readString(PAGE)).contains("```text\n" + shown.strip() + "\n```");
    }

    @Test
    void jsonHasTheSameAndTheSameSeedGivesItAgain() throws IOException {
        Object[] args = {"learning-curve", digits, "--recipe", "qi", "--repeats", 1, "--target", 90, "--json"};
        JsonNode root = json(args);
        assertThat(json(args)).isEqualTo(root);
        assertThat(root.get("images_a_class").asDouble()).isEqualTo(100);
        assertThat(root.get("measured")).hasSize(8);
        assertThat(root.get("measured").get(7).get("images").asDouble()).isEqualTo(80);
        JsonNode twice = root.get("twice");
        assertThat(twice.get("interval_95").get(0).asDouble())
                .isLessThan(twice.get("accuracy").asDouble());
        double now = root.get("now").get("accuracy").asDouble();
        JsonNode law = root.get("curve");
        double foretold = 1
                - law.get("a").asDouble()
                - law.get("b").asDouble() * Math.pow(100, -law.get("c").asDouble());
        assertThat(now).isCloseTo(foretold, within(1e-12));
        assertThat(root.get("target").get("looked_up_to").asDouble()).isEqualTo(400);
        assertThat(root.get("classes")).hasSize(10);
    }

    @Test
    void aClassifierIsMeasuredByItsOwnRecipeAndItsFolderAlike() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(1, 7, 8), 12);
        for (int i = 6; i <= 12; i++) {
            Files.delete(photos.resolve(String.format("digit 8/%03d.png", i)));
        }
        Path file = folder.resolve("photos.imprint");
        Object[] fit = {"fit", photos, "--no-cache", "--backbone", "imprint-mini", "--recipe", "janson", "-o", file};
        assertThat(Imprint.run(fit).exitCode()).isZero();
        Imprint own = Imprint.run("learning-curve", file, "--repeats", 2);
        assertThat(own.exitCode()).as(own.err()).isZero();
        assertThat(own.out())
                .contains("its recipe, janson: NORMpre none, mean, NORMpost none, NORMinf none, ")
                .contains("; 3 classes of 5 to 12 images, 2 repeats of 5 folds")
                .contains(
                        "Too few images for a forecast of their own, 20 are needed: digit 1 (12), digit 7 (12), digit 8 (5);");
        JsonNode named = json("learning-curve", file, "--repeats", 2, "--recipe", "janson", "--json");
        JsonNode its = json("learning-curve", file, "--repeats", 2, "--json");
        assertThat(named.get("measured")).isEqualTo(its.get("measured"));
        assertThat(its.get("classes").get(2).get("too_few_for_a_forecast").asBoolean())
                .isTrue();
    }

    @Test
    void whatAClassifierOrARecipeCannotTakeIsRefused() throws IOException {
        Path photos = Samples.folders(folder.resolve("auto"), Set.of(1, 7), 10);
        Path file = folder.resolve("auto.imprint");
        Imprint fit = Imprint.run("fit", photos, "--no-cache", "--backbone", "imprint-mini", "--k", "auto", "-o", file);
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        assertRefused(
                file + ": k must be one number for all classes and shares of their images; give --recipe paper --k N,"
                        + " was auto",
                file);
        assertRefused("--k must go with --recipe, as a classifier has its own, was given alone", file, "--k", 2);
        assertRefused("--lambda must go with --recipe, as a classifier has its own", file, "--lambda", 1);
        Imprint named = Imprint.run("learning-curve", file, "--recipe", "paper", "--k", 2, "--repeats", 1);
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertRefused(
                "backbone of --lambda must be one of imprint-mini, was nosuch",
                digits,
                "--recipe",
                "oracle",
                "--lambda",
                "nosuch=0.1");
        String unused = "--lambda must go with least squares, the recipe oracle, was given with qi";
        assertRefused(unused, digits, "--recipe", "qi", "--lambda", 0.1);
        for (Object[] words : new Object[][] {
            {"fit", photos, "-o", folder.resolve("no.imprint"), "--backbone", "imprint-mini", "--recipe", "qi"},
            {"episodes", digits, "--recipes", "qi,janson"},
            {"evaluate", "--train", digits, "--test", digits, "--recipe", "qi", "--allow-overlap"}
        }) {
            Object[] all = Arrays.copyOf(words, words.length + 2);
            all[words.length] = "--lambda";
            all[words.length + 1] = 0.1;
            Imprint run = Imprint.run(all);
            assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
            assertThat(run.err()).contains(unused);
        }
    }

    @Test
    void tooFewImagesAndNumbersOutOfRangeAreTold() throws IOException {
        Path few = Samples.folders(folder.resolve("few"), Set.of(1, 7), 9);
        assertRefused(
                "examples of a class must be at least 10 in the middle (median) of classes for a learning curve by 5 folds,"
                        + " was 9",
                few,
                "--backbone",
                "imprint-mini",
                "--no-cache");
        assertRefused("--target must be in (0, 100), was 100.0", digits, "--target", 100);
        assertRefused("--folds must be in [2, 100], was 1", digits, "--folds", 1);
        assertRefused("--repeats must be in [1, 1000], was 0", digits, "--repeats", 0);
    }

    private static void assertRefused(String message, Object... args) {
        Object[] all = new Object[1 + args.length];
        all[0] = "learning-curve";
        System.arraycopy(args, 0, all, 1, args.length);
        Imprint run = Imprint.run(all);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message);
    }
}
