package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** λ follows one rule in every command that imprints with least squares. */
class LambdaOptionTest {

    /** The fixture states no λ, and nobody has a card of this backbone. */
    private static final String MINE = "mine";

    private static final String WITHOUT = "least squares needs a ridge λ for mine, which is neither given nor stated by"
            + " embeddings file, card or published table; a start is --lambda ";

    @TempDir
    private Path folder;

    private Path train;
    private Path test;

    @BeforeEach
    void copy() throws IOException {
        train = copy("train");
        test = copy("test");
    }

    private Path copy(String split) throws IOException {
        Path to = new EmbeddingPath("FashionMNIST", MINE, split).under(folder);
        Files.createDirectories(to.getParent());
        return Files.copy(new EmbeddingPath("FashionMNIST", "resnet18", split).under(SmallSweep.DATA), to);
    }

    private static Path original(String split) {
        return new EmbeddingPath("FashionMNIST", "resnet18", split).under(SmallSweep.DATA);
    }

    private Imprint evaluate(Path trained, Path tested, Object... more) {
        return Imprint.run(
                Stream.concat(Stream.of("evaluate", "--json", "--train", trained, "--test", tested), Stream.of(more))
                        .toArray());
    }

    private JsonNode lambda(Path trained, Path tested, Object... more) throws IOException {
        Imprint run = evaluate(trained, tested, more);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out()).get("lambda");
    }

    @Test
    void compareSaysOnceThatNobodyStatesLambdaOfABackbone() {
        Imprint run = Imprint.run("compare", train, "--against", train, "--folds", 2);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err().lines().filter(l -> l.contains("least squares is left out")))
                .hasSize(1)
                .allMatch(l -> l.contains("nobody states the ridge λ of mine; give --lambda."));
    }

    @Test
    void evaluateAsksTheOptionThenTheCard() throws IOException {
        Object[] oracle = {"--recipe", "oracle"};
        assertThat(lambda(original("train"), original("test"), oracle).asDouble())
                .isEqualTo(1e-4);
        assertThat(lambda(train, test, "--recipe", "oracle", "--lambda", "0.5").asDouble())
                .isEqualTo(0.5);
        assertThat(lambda(train, test, "--recipe", "oracle", "--lambda", "0.5", "--lambda", "mine=2")
                        .asDouble())
                .isEqualTo(2);
    }

    @Test
    void whereNobodyStatesItEveryCommandRefusesInTheSameWords() throws IOException {
        Imprint evaluated = evaluate(train, test, "--recipe", "oracle");
        assertThat(evaluated.exitCode()).isEqualTo(2);
        assertThat(evaluated.err()).contains(WITHOUT).contains("of " + train + ")");
        Path sweep = SmallSweep.file(folder, SmallSweep.TEXT.replace("resnet18", MINE));
        for (List<Object> command : List.<List<Object>>of(
                List.of("run", sweep, "--store", folder.resolve("store")),
                List.of("k8s", "generate", sweep, "--out", folder.resolve("jobs")))) {
            List<Object> words = new ArrayList<>(command);
            words.addAll(List.of("--data", folder));
            Imprint refused = Imprint.run(words.toArray());
            assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
            assertThat(refused.err()).isEqualTo(evaluated.err());
            words.addAll(List.of("--lambda", "mine=0.1"));
            Imprint taken = Imprint.run(words.toArray());
            assertThat(taken.exitCode()).as(taken.err()).isZero();
        }
    }

    @Test
    void aRecipeWithoutLeastSquaresNeedsNone() throws IOException {
        assertThat(lambda(train, test, "--recipe", "qi").isNull()).isTrue();
    }

    @Test
    void aBackboneThatIsNotMeantIsNamed() {
        assertThat(evaluate(train, test, "--lambda", "mime=1").err())
                .contains("backbone of --lambda must be one of mine, was mime; did you mean mine?");
        assertThat(Imprint.run("quickstart", "--out", folder.resolve("q"), "--lambda", "imprint-min=1")
                        .err())
                .contains("did you mean imprint-mini?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate --train a --test b",
                "run s.yaml",
                "k8s generate s.yaml --out o",
                "quickstart",
                "reproduce all"
            })
    void everyCommandReadsItAlike(String command) {
        Imprint run = Imprint.run(Stream.of(command + " --lambda net=much")
                .flatMap(line -> Stream.of(line.split(" ")))
                .toArray());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("imprint: --lambda must be [BACKBONE=]VALUE such as 0.01, was 'net=much'\nHelp: ");
    }

    @Test
    void quickstartLeavesLeastSquaresOutAndSaysWhy() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 6);
        Path model = bundledWithoutLambda();
        Object[] words = {"quickstart", "--backbone", model, "--data", photos, "--k", 1, "--out", folder.resolve("out")
        };
        Imprint run = Imprint.run(words);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("IMPRINT")
                .containsPattern(
                        "oracle is left out: least squares needs a ridge λ for bare, .*a start is --lambda [0-9]")
                .doesNotContainPattern("(?m)^oracle +none");
        assertThat(Files.readString(folder.resolve("out/quickstart.html"))).contains("oracle is left out: ");
        Imprint given = Imprint.run(
                Stream.concat(Stream.of(words), Stream.of("--lambda", "0.1")).toArray());
        assertThat(given.out()).containsPattern("(?m)^oracle ").doesNotContain("left out");
    }

    private Path bundledWithoutLambda() throws IOException {
        Path onnx = folder.resolve("bare.onnx");
        try (var in = LambdaOptionTest.class.getResourceAsStream("/org/imprint/vision/bundled/imprint-mini.onnx")) {
            Files.copy(in, onnx);
        }
        try (var in = LambdaOptionTest.class.getResourceAsStream("/org/imprint/vision/bundled/imprint-mini.json")) {
            var descriptor = (com.fasterxml.jackson.databind.node.ObjectNode) new ObjectMapper().readTree(in);
            descriptor.remove("lambda");
            descriptor.put("name", "bare");
            Files.writeString(folder.resolve("bare.json"), descriptor.toString());
        }
        return onnx;
    }
}
