package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.imprint.vision.install.BackboneNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probabilities and sets of classes from the command line: digits through the bundled backbone. */
class ProbabilityCommandTest {

    @TempDir
    private Path folder;

    private Path photos;
    private Path file;

    @BeforeEach
    void makePhotos() throws IOException {
        System.setProperty(BackboneNames.HOME_PROPERTY, folder.resolve("home").toString());
        photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1, 7), 8);
        file = folder.resolve("digits.imprint");
    }

    @AfterEach
    void forgetTheHome() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    private Imprint fit(Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("fit", photos, "-o", file, "--backbone", "imprint-mini", "--k", 2, "--overwrite"));
        words.addAll(List.of(more));
        return Imprint.run(words.toArray());
    }

    private static Imprint done(Imprint run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(Imprint run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void setsAreFoundShownAndTold() throws IOException {
        assertThat(done(fit("--coverage", 0.9)).out()).contains("sets: 90 % asked, 92 % by these examples;");
        assertThat(done(Imprint.run("inspect", file)).out())
                .containsPattern("sets +90 % asked, 92 % by these examples; classes from probability 0\\.\\d{4} on");
        JsonNode inspected = json(done(Imprint.run("inspect", file, "--json")));
        assertThat(inspected.at("/sets/coverage").asDouble())
                .as("⌈0.9 · 25⌉ / 25")
                .isEqualTo(0.92);
        double threshold = inspected.at("/sets/threshold").asDouble();

        for (String line :
                done(Imprint.run("predict", file, photos, "--json")).out().split("\n")) {
            JsonNode answer = new ObjectMapper().readTree(line);
            List<String> expected = new ArrayList<>();
            answer.get("classes").forEach(c -> {
                if (c.get("probability").asDouble() >= threshold) {
                    expected.add(c.get("name").asText());
                }
            });
            assertThat(answer.get("set"))
                    .extracting(c -> c.get("name").asText())
                    .containsExactlyElementsOf(expected);
        }
        assertThat(done(Imprint.run("predict", file, photos)).out())
                .containsPattern("(?m)^    set: (none of the classes|digit \\d [0-9.]+ %(, digit \\d [0-9.]+ %)*)$");
        String[] csv = done(Imprint.run("predict", file, photos, "--format", "csv"))
                .out()
                .split("\n");
        assertThat(csv[0].strip()).isEqualTo("image,unknown,rank,class,score,probability,known_score,threshold,set");
        assertThat(csv).as("a line for each image").hasSize(1 + 24);
        assertThat(csv[1]).containsPattern(",\\[\\]|,\"\\[\"\"digit \\d\"\"");
    }

    @Test
    void setsOfTooFewExamplesHoldAllClassesAndSayWhy() throws IOException {
        assertThat(done(fit("--coverage", 0.99)).out())
                .contains(
                        "sets: 99 % asked: all classes, as that needs at least 99 examples that leave-one-out can ask");
        List<String> csv = done(Imprint.run("predict", file, photos, "--format", "csv"))
                .out()
                .lines()
                .toList();
        assertThat(csv).as("a line for each image").hasSize(1 + 24);
        assertThat(csv.subList(1, csv.size()))
                .allSatisfy(line -> assertThat(line)
                        .contains("digit 1\"\"")
                        .contains("digit 7\"\"")
                        .contains("digit 0\"\"")
                        .endsWith("\"\"]\""));
        assertThat(done(Imprint.run("predict", file, photos, "--format", "csv", "--top", 2))
                        .out()
                        .lines())
                .as("a line for each of two classes of each image")
                .hasSize(1 + 2 * 24);
    }

    @Test
    void evaluationTellsHowGoodProbabilitiesAndSetsAreAndDrawsThem() throws IOException {
        done(fit("--coverage", 0.9));
        Path figure = folder.resolve("figures/sure.svg");

        Imprint run = done(Imprint.run("evaluate", file, "--data", photos, "--reliability", figure));
        assertThat(run.out())
                .containsPattern(
                        "probabilities: log-loss 0\\.\\d{3} \\(-?0\\.\\d{3} to \\d\\.\\d{3}\\), Brier 0\\.\\d{3} ")
                .containsPattern("sets: \\d\\.\\d\\d classes on average, [0-9.]+ % hold the true class");
        assertThat(figure).content().contains("24 answers in 1 bin of 24; calibration error");

        JsonNode object = json(done(Imprint.run("evaluate", file, "--data", photos, "--json")));
        assertThat(object.at("/probability_figures/images").asInt()).isEqualTo(24);
        assertThat(object.at("/probability_figures/log_loss/interval_95")).hasSize(2);
        assertThat(object.at("/probability_figures/bins")).hasSize(1);
        assertThat(object.at("/set_figures/mean_size").asDouble()).isBetween(0.5, 3.0);
        assertThat(json(done(fit("--json")))
                        .at("/leave_one_out/probability_figures/brier/value")
                        .asDouble())
                .isBetween(0.0, 2.0);
    }

    @Test
    void inspectAsksTheExamplesAgain() throws IOException {
        JsonNode fitted = json(done(fit("--coverage", 0.9, "--json")));

        JsonNode inspected = json(done(Imprint.run("inspect", file, "--leave-one-out", "--json")));

        assertThat(inspected
                        .at("/leave_one_out/probability_figures/log_loss/value")
                        .asDouble())
                .isPositive();
        assertThat(inspected.get("leave_one_out")).isEqualTo(fitted.get("leave_one_out"));
        assertThat(inspected.at("/leave_one_out/interval_95")).hasSize(2);
        assertThat(inspected.at("/leave_one_out").has("most_confused")).isTrue();
        assertThat(done(Imprint.run("inspect", file, "--leave-one-out")).out())
                .containsPattern("leave-one-out accuracy (about )?[0-9.]+ % \\(95 % interval")
                .contains("leave-one-out probabilities: log-loss ");
    }

    @Test
    void inspectTellsNothingOfProbabilitiesWhereEveryClassHasOneImage() throws IOException {
        photos = Samples.folders(folder.resolve("single"), Set.of(0, 1, 7), 1);
        done(fit());

        String text = done(Imprint.run("inspect", file, "--leave-one-out")).out();
        Imprint json = done(Imprint.run("inspect", file, "--leave-one-out", "--json"));

        assertThat(text).contains("leave-one-out accuracy 0.0 %", " taken for ").doesNotContain("NaN");
        assertThat(json.out()).doesNotContain("NaN");
        assertThat(json(json).at("/leave_one_out/accuracy").asDouble()).isZero();
        assertThat(json(json).at("/leave_one_out").has("probability_figures")).isFalse();
    }

    @Test
    void aMapThatNeedsMoreExamplesIsRefused() {
        Imprint run = fit("--probabilities", "isotonic");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "examples for probabilities by isotonic must be at least 2000 that leave-one-out can ask, was 24;"
                                + " take temperature, or give more");
        assertThat(file).doesNotExist();
        assertThat(fit("--coverage", 1).err()).contains("coverage must be in (0, 1), was 1.0");
        assertThat(fit("--probabilities", "platt").err()).contains("temperature");
    }
}
