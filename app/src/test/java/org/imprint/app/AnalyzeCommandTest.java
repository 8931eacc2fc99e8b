package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreWriter;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {

    private static final List<String> DATA_SETS = List.of("MNIST", "FashionMNIST", "CIFAR10");

    @TempDir
    private Path folder;

    private Path store;

    /** Recipes on three data sets, two seeds each, of which one failed. */
    @BeforeEach
    void fillTheStore() {
        store = folder.resolve("results");
        Session session = new Session("test", Instant.EPOCH, "host", 1, "0", "17", "none", 0);
        try (ResultStore results = ResultStore.openOrCreate(store, Settings.of(Semantics.CORRECTED));
                StoreWriter writer = results.writer(session)) {
            for (String dataSet : DATA_SETS) {
                DataChoice data = new DataChoice(
                        "resnet18",
                        List.of(dataSet),
                        LabelMapping.none(),
                        new TaskSplits("short", List.of(List.of(0, 1, 2))));
                for (Preset recipe : Preset.values()) {
                    for (long seed = 1; seed <= 2; seed++) {
                        Combination c = new Combination(data, Method.of(recipe.published()), seed);
                        boolean fails = recipe == Preset.PAPER && seed == 2 && dataSet.equals("MNIST");
                        writer.append(c, fails ? new Outcome.Failed("no memory") : done(recipe));
                    }
                }
            }
        }
    }

    private static Outcome done(Preset recipe) {
        int right = (int) Math.round(recipe.publishedAccuracy() * 100);
        ClassCounts counts = new ClassCounts(List.of(10_000), List.of(10_000), List.of(right));
        return new Outcome.Done(CountedScores.of(counts), new Cost(1, 1));
    }

    private Imprint analyze(Object... more) {
        List<Object> args = new ArrayList<>(List.of("analyze", "--store", store, "--out", folder.resolve("out")));
        args.addAll(List.of(more));
        return Imprint.run(args.toArray());
    }

    @Test
    void writesTheTablesOfAStore() throws IOException {
        Imprint run = analyze();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "Previous methods", "94.54", "No table for lack of scores: Aggregations of 20 k-means proxies.")
                .contains("1 cell has another number or failed runs");
        assertThat(Files.readString(folder.resolve("out/README.md")))
                .contains(
                        "30 runs: 29 done, 0 equal to another, 1 failed; 3 groups",
                        "done in corrected semantics",
                        "of those 48 groups 3 are among our 3.");
        assertThat(Files.readString(folder.resolve("out/seeds.csv")))
                .contains(
                        "resnet18/MNIST/short,l2,all,none,kmeans,20,l2,l2,max,inner_product,uniform,none,1,1,no memory");
    }

    @Test
    void printsJson() throws IOException {
        Imprint run = analyze("--json", "--filter", "dataset=MNIST,CIFAR10", "--highlight", "generator+k");
        assertThat(run.exitCode()).isZero();
        JsonNode root = new ObjectMapper().readTree(run.out());
        assertThat(root.get("runs").asInt()).isEqualTo(20);
        assertThat(root.get("failed").asInt()).isEqualTo(1);
        assertThat(root.get("groups").asInt()).isEqualTo(2);
        JsonNode recipes = root.get("tables").get(0);
        assertThat(recipes.get("name").asText()).isEqualTo("recipes");
        JsonNode first = recipes.get("best").get(0);
        assertThat(first.get("value").asText()).isEqualTo("oracle");
        assertThat(first.get("generator").asText()).isEqualTo("ls");
        assertThat(first.get("accuracy").asDouble()).isEqualTo(94.54);
        assertThat(first.get("published_accuracy").asDouble()).isEqualTo(94.54);
        assertThat(first.get("n").asInt()).isEqualTo(2);
        JsonNode last = root.get("tables").get(5);
        assertThat(last.get("name").asText()).isEqualTo("by-generator-k");
        assertThat(last.get("best"))
                .extracting(row -> row.get("value").asText())
                .contains("kmeans k=20");
        assertThat(root.get("files")).extracting(JsonNode::asText).allMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void drawsWhatTheRunsSufficeForUnlessToldNotTo() throws IOException {
        assertThat(analyze("--no-figures").exitCode()).isZero();
        assertThat(folder.resolve("out/figures")).doesNotExist();
        assertThat(Files.readString(folder.resolve("out/README.md"))).doesNotContain("## Figures");

        Imprint run = analyze();
        assertThat(run.exitCode()).as(run.err()).isZero();
        for (String form : List.of("svg", "pdf", "png", "csv")) {
            assertThat(folder.resolve("out/figures/cd-recipes." + form)).isNotEmptyFile();
        }
        assertThat(Files.readString(folder.resolve("out/README.md")))
                .contains("![Critical difference: Previous methods](figures/cd-recipes.svg)")
                .contains("- few-shot: there are no runs with few samples of each class");
    }

    @Test
    void takesTheChoicesOfStatistics() {
        assertThat(analyze("--post-hoc", "nemenyi", "--alpha", "0.1").out()).contains("α = 0.1");
        assertThat(analyze("--signed-rank", "exact").exitCode()).isZero();
        assertThat(folder.resolve("out/README.md")).content().contains("α = 0.05, wilcoxon_holm, exact, corrected");
        assertThat(analyze("--semantics", "reference").out()).contains("The published code");
    }

    @Test
    void whatCannotBeIsOneSentence() {
        assertThat(analyze("--post-hoc", "bonferroni"))
                .satisfies(run -> assertRefused(run, "--post-hoc must be one of holm, nemenyi, was bonferroni"));
        assertThat(analyze("--highlight", "generater"))
                .satisfies(run -> assertRefused(run, "was 'generater'; did you mean generator?"));
        assertThat(analyze("--filter", "k=none"))
                .satisfies(run -> assertRefused(run, "k must be a whole number in [1, 10000] or all, was 'none'"));
        assertThat(analyze("--signed-rank", "x"))
                .satisfies(run -> assertRefused(run, "--signed-rank must be one of auto, exact, asymptotic, was x"));
        assertThat(analyze("--alpha", "2")).satisfies(run -> assertRefused(run, "alpha must be in (0, 1), was 2.0"));
        assertThat(analyze("--semantics", "reference", "--post-hoc", "nemenyi"))
                .satisfies(run -> assertRefused(
                        run, "reference semantics need Wilcoxon's test with Holm's correction, was nemenyi"));
        assertThat(analyze("--highlight", "k", "--highlight", "k"))
                .satisfies(run -> assertRefused(run, "tables must have different names"));
        assertThat(analyze("--filter", "dataset=MNISTT"))
                .satisfies(run -> assertRefused(
                        run,
                        "--filter must leave at least one of the store's 30 runs, was dataset=MNISTT;"
                                + " dataset is there as CIFAR10, FashionMNIST, MNIST; did you mean MNIST?"));
        assertThat(analyze("--filter", "dataset=MNIST", "--filter", "k=7"))
                .satisfies(run -> assertRefused(
                        run, "--filter must leave at least one of the store's 30 runs, was dataset=MNIST k=7"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aStoreWithoutRunsIsNamed() {
        Path empty = folder.resolve("empty");
        ResultStore.openOrCreate(empty, Settings.of(Semantics.CORRECTED)).close();
        assertRefused(
                Imprint.run("analyze", "--store", empty, "--out", folder.resolve("out")), "empty: holds no runs yet");
    }

    @Test
    void aFolderThatIsNoStoreIsNamed() {
        Imprint run = Imprint.run("analyze", "--store", folder.resolve("none"), "--out", folder.resolve("out"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("none: no such folder");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static void assertRefused(Imprint run, String sentence) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).doesNotContain("internal error");
    }
}
