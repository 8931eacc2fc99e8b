package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.sweep.Combination;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    private Path folder;

    private Path sweep;
    private Path store;

    @BeforeEach
    void writeSweep() throws IOException {
        sweep = SmallSweep.file(folder, SmallSweep.TEXT);
        store = folder.resolve("store");
    }

    private Imprint run(Object... more) {
        List<Object> args = new ArrayList<>(List.of("run", sweep, "--data", SmallSweep.DATA, "--store", store));
        args.addAll(List.of(more));
        return Imprint.run(args.toArray());
    }

    private static Map<Combination, Optional<Double>> accuracies(Path store) {
        try (ResultStore results = ResultStore.open(store)) {
            return results.runs()
                    .collect(Collectors.toMap(
                            StoredRun::combination, r -> r.scores().map(s -> s.accuracy())));
        }
    }

    @Test
    void saysWhatTheLibrariesDoToWhoAsks() {
        assertThat(run("--verbose", "--limit", 2).err())
                .containsPattern(
                        "\\d\\d:\\d\\d:\\d\\d.* INFO lab[.]run[.]input[.]InputDigests: .*_train[.]h5: new or changed, its digest is taken");
        assertThat(run().err()).doesNotContain("INFO", "DEBUG", "WARN", "lab.run");
    }

    @Test
    void tellsWhatItWouldDo() {
        Imprint run = run("--dry-run");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("24 combinations, corrected semantics: 18 distinct runs, 6 folded (25.0 %)")
                .contains("no draw")
                .contains("nothing is drawn from the seed")
                .containsPattern("resnet18, FashionMNIST +6 +");
        assertThat(store).doesNotExist();
    }

    @Test
    void estimatesByCardsWhatIsNotEmbeddedYet() throws IOException {
        Files.writeString(sweep, SmallSweep.TEXT.replace("backbones: resnet18", "backbones: [resnet18, mine]"));
        String out = Imprint.run("run", sweep, "--data", folder, "--store", store, "--dry-run")
                .out();
        assertThat(out)
                .contains("4 embeddings files are missing")
                .containsPattern("resnet18, FashionMNIST +6 +\\d+ +\\d+ .*MiB")
                .containsPattern("mine, FashionMNIST +6 +\\d+ +\\d+ +unknown +unknown");
    }

    @Test
    void tellsOfAllRemappingsOfABackboneAndDataSetInOneLine() {
        Path paper = Path.of("..", "configs", "paper", "section-5.3-imagenet.yaml");
        Imprint run = Imprint.run("run", paper, "--data", folder, "--store", store, "--dry-run");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains(", ImageNet")))
                .hasSize(4)
                .allMatch(line -> line.contains(", 100 remappings "));
        assertThat(run.out().lines().count()).as(run.out()).isLessThan(24);
    }

    @Test
    void countsStagesOfWhatHasNeitherEmbeddingsNorCard() throws IOException {
        Files.writeString(sweep, SmallSweep.TEXT.replace("backbones: resnet18", "backbones: mine"));
        Imprint run = Imprint.run(
                "run", sweep, "--data", folder, "--store", store, "--dry-run", "--filter", "generator=mean");
        // One class mean for each of ten classes and one search for each of three NORMpost, shared by both seeds.
        assertThat(run.out()).as(run.err()).containsPattern("mine, FashionMNIST +1 +10 +3 +unknown +unknown");
    }

    @Test
    void runsThenFindsNothingLeft() {
        Imprint first = run();
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("24 combinations: 18 run, 6 folded, 0 there before, 0 failed");
        Imprint again = run();
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("0 run, 0 folded, 24 there before, 0 failed");
        assertThat(run("--dry-run").out()).contains("Nothing is left to do.");
    }

    @Test
    void printsCountsForScripts() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(run("--json", "--workers", 1).out());
        assertThat(json.get("planned").asInt()).isEqualTo(24);
        assertThat(json.get("done").asInt()).isEqualTo(18);
        assertThat(json.get("failed").asInt()).isZero();
        assertThat(json.get("stopped").asBoolean()).isFalse();
    }

    @Test
    void doesPartsOfASweep() {
        assertThat(run("--filter", "generator=kmeans", "--filter", "k=3", "--limit", 2)
                        .out())
                .contains("2 combinations: 2 run");
        Path parts = folder.resolve("parts");
        for (String shard : List.of("2/3", "0/3", "1/3")) {
            Imprint part = Imprint.run(
                    "run", sweep, "--data", SmallSweep.DATA, "--store", parts, "--shard", shard, "--memory", "512MiB");
            assertThat(part.exitCode()).as(part.err()).isZero();
        }
        run();
        assertThat(accuracies(parts)).isEqualTo(accuracies(store)).hasSize(24);
    }

    @Test
    void takesTheStoreThatTheFileNames() throws IOException {
        Path named = folder.resolve("named");
        Files.writeString(sweep, SmallSweep.TEXT + "run: {output: \"" + named + "\", workers: 1, memory: 1GiB}\n");
        Imprint run = Imprint.run("run", sweep, "--data", SmallSweep.DATA);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(accuracies(named)).hasSize(24);
    }

    @Test
    void runsAPublishedFileWithItsOwnBackboneAndDataSet() throws IOException {
        Files.writeString(sweep, """
                {
                  "backbones": ["resnet18"],  # a comment
                  "datasets": [["FashionMNIST"]],
                  "task_splits": {"all": [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]},
                  "seeds": [17121997],
                  "proxy_methods": ["kmeans"],
                  "ks": [5],
                  "normalize_input_data": ["l2"],
                  "normalize_for_proxy_selection": ["l2"],
                  "normalize_weights": ["l2"],
                  "aggregation_methods": ["max"],
                  "ms": [-1],
                }
                """);
        Imprint run = run("--semantics", "reference", "--predictions", "--train-accuracy");
        assertThat(run.exitCode()).as(run.err()).isZero();
        // origin: end-to-end fixture of the published code, run 1
        assertThat(accuracies(store).values()).containsExactly(Optional.of(212 / 300.0));
    }

    @Test
    void recordsAFailureAndExitsWithOne() throws IOException {
        Files.writeString(sweep, SmallSweep.TEXT + "  presampling: [all, {weibull: [0.0, 0.000001]}]\n");
        Imprint run = run("--workers", 1); // who fails first is printed, and two workers race for that
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("18 run, 6 folded, 0 there before, 24 failed")
                .contains("--retry-failed");
        assertThat(run.err())
                .contains("Failed: resnet18, FashionMNIST, task all: mean, norm none/none/none, ")
                .contains("Weibull band [0.0, 1.0E-6] must keep at least one of the 60 rows of class 0");
        assertThat(Imprint.run("results", "summary", "--store", store).out())
                .contains("  ImprintException  Weibull band");
        assertThat(Imprint.run(
                                "results",
                                "query",
                                "--store",
                                store,
                                "--format",
                                "csv",
                                "SELECT DISTINCT error_type, error_frames FROM runs WHERE status = 'failed'")
                        .out()
                        .lines())
                .hasSize(3) // classes alone, and all jointly
                .filteredOn(line -> !line.startsWith("error_type,error_frames"))
                .allMatch(line -> line.startsWith("org.imprint.core.ImprintException,"
                        + "org.imprint.core.Checks.require < org.imprint.core.presample.WeibullBand."));
        assertThat(run().exitCode()).as("a failure stays one").isEqualTo(1);
    }

    @Test
    void saysWhatIsThereWhenAFilterLeavesNothing() {
        assertThat(run("--filter", "backbone=resnet", "--filter", "k=1,3").err())
                .contains("--filter must leave at least one of the sweep's 24 combinations, was backbone=resnet k=1,3; "
                        + "backbone is there as resnet18; did you mean resnet18?")
                .doesNotContain("k is there");
        assertThat(run("--filter", "seed=1").err()).contains("seed is there as 17121997, 5");
        assertThat(run("--filter", "k=20", "--dry-run").err()).contains("k is there as 1, 3");
    }

    @Test
    void tellsBeforeAStartThatItWouldBeRefused() {
        assertThat(run("--filter", "generator=ls").exitCode()).isZero();
        assertThat(run("--dry-run").out()).doesNotContain("refused");
        assertThat(run("--dry-run", "--lambda", "resnet18=0.5").out())
                .contains("A start would be refused: " + store
                        + " holds results of other settings: λ of resnet18 is 0.5");
        assertThat(run("--dry-run", "--semantics", "reference").out())
                .contains("semantics are reference, the store's are corrected");
    }

    @Test
    void refusesTheLambdaOfABackboneThatTheSweepDoesNotHave() {
        assertThat(run("--lambda", "resnet-18=0.1").err())
                .contains("backbone of --lambda must be one of resnet18, was resnet-18; did you mean resnet18?");
        assertThat(store).doesNotExist();
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws IOException {
        assertThat(Imprint.run("run", sweep, "--data", folder, "--store", store).err())
                .startsWith("imprint: 2 embeddings files are missing:")
                .contains("embeddings_FashionMNIST_resnet18_test.h5");
        assertThat(run("--shard", "3/3").err()).contains("shard must be in [0, 2], was 3");
        assertThat(run("--shard", "a/b").err()).contains("--shard must be I/N such as 0/4, was 'a/b'");
        assertThat(run("--filter", "generater=mean").err()).contains("did you mean generator");
        assertThat(run("--memory", "1MiB").err()).contains("memory must be at least 64MiB, was 1MiB");
        assertThat(run("--memory", "4 GB").err())
                .contains("--memory must be a size such as 512MiB or 4GiB, was '4 GB'");
        assertThat(run("--limit", 0).err()).contains("--limit must be at least 1, was 0");
        assertThat(run("--lambda", "resnet18=-1").err()).contains("--lambda must be a finite number > 0");
        assertThat(run("--semantics", "old").err()).contains("corrected").contains("reference");
        assertThat(Imprint.run("run", sweep, "--data", SmallSweep.DATA).err())
                .contains("--store must name a folder, as " + sweep + " has no run.output, was missing");
        Path renamed = folder.resolve("renamed");
        Path from = SmallSweep.DATA.resolve("embeddings/FashionMNIST/resnet18");
        for (String split : List.of("train", "test")) {
            Path to = renamed.resolve("embeddings/FashionMNIST/mine/" + split);
            Files.createDirectories(to);
            Files.copy(
                    from.resolve(split + "/embeddings_FashionMNIST_resnet18_" + split + ".h5"),
                    to.resolve("embeddings_FashionMNIST_mine_" + split + ".h5"));
        }
        Files.writeString(sweep, SmallSweep.TEXT.replace("resnet18", "mine"));
        assertThat(Imprint.run("run", sweep, "--data", renamed, "--store", store)
                        .err())
                .containsPattern(
                        "least squares needs a ridge λ for mine, which is neither given nor stated by .*; a start is --lambda 0[.]0[0-9]+ [(]0[.]001 · mean ‖x‖² / d of .*mine_train.h5[)]");
        assertThat(store).doesNotExist();
    }

    @Test
    void refusesAStoreOfOtherSettings() {
        run();
        assertThat(run("--semantics", "reference").err())
                .contains("semantics are reference, the store's are corrected");
        Imprint other = run("--lambda", "resnet18=0.5");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("λ of resnet18 is 0.5, the store's is 1.0E-4");
    }

    @Test
    void showsHowProcessesGetOn() throws IOException {
        assertThat(Imprint.run("status", "--store", store).err()).contains("no such folder");
        run();
        Imprint status = Imprint.run("status", "--store", store);
        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out())
                .contains("24 combinations have an outcome: 18 run, 6 equal to another, 0 failed")
                .contains("sweep.yaml")
                .contains("ended");
        assertThat(Imprint.run("status", "--store", store, "--follow").out()).contains("No process works on");
        assertThat(run("--follow").out()).contains("No process works on");
        JsonNode json = new ObjectMapper()
                .readTree(Imprint.run("status", "--store", store, "--json").out());
        assertThat(json.get("segments").get(0).get("planned").asInt()).isEqualTo(24);
        assertThat(json.get("segments").get(0).get("alive").asBoolean()).isFalse();
    }

    @Test
    void refusesATaskWhoseLabelNoRowHas() throws IOException {
        Files.writeString(sweep, SmallSweep.TEXT.replace("tasks: {", "tasks: {odd: [3, 77], "));
        String why = "task odd asks for label 77, which no training row of resnet18, FashionMNIST has; its labels are "
                + "0, 1, 2, 3, 4, 5, 6, 7, 8, 9";
        Imprint dry = run("--dry-run");
        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(dry.out()).contains("A start would be refused: " + why + ".");
        Imprint refused = run();
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(why);
        assertThat(store).doesNotExist();
        assertThat(run("--filter", "task=all").exitCode()).isZero();
    }

    @Test
    void verifyReadsTheInputsWhenAsked() throws IOException {
        assertThat(run("--limit", 2).exitCode()).isZero();
        Imprint same = Imprint.run("results", "verify", "--store", store, "--inputs", "--data", SmallSweep.DATA);
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(same.out()).contains("2 runs, all in order");
        Path test = new EmbeddingPath("FashionMNIST", "resnet18", "test").under(SmallSweep.DATA);
        for (String split : List.of("train", "test")) {
            Path copy = new EmbeddingPath("FashionMNIST", "resnet18", split).under(folder);
            Files.createDirectories(copy.getParent());
            Files.copy(test, copy);
        }
        Imprint other = Imprint.run("results", "verify", "--store", store, "--inputs", "--data", folder);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out())
                .contains("wrong: " + new EmbeddingPath("FashionMNIST", "resnet18", "train").under(folder) + ": holds ")
                .doesNotContain("embeddings_FashionMNIST_resnet18_test.h5")
                .contains("2 runs, not in order");
    }

    @Test
    void otherBackbonesAndDataSetsTakeThePlaceOfTheFiles() throws IOException {
        Path file = SmallSweep.file(folder, SmallSweep.LONG);
        Imprint own =
                Imprint.run("run", file, "--data", folder.resolve("none"), "--store", folder.resolve("s"), "--dry-run");
        Imprint other = Imprint.run(
                "run",
                file,
                "--data",
                folder.resolve("none"),
                "--store",
                folder.resolve("s"),
                "--dry-run",
                "--backbone",
                "mine,yours",
                "--data-set",
                "cats",
                "--lambda",
                "0.5",
                "--lambda",
                "yours=2");
        assertThat(own.exitCode()).as(own.err()).isZero();
        assertThat(own.out()).doesNotContain("cats");
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(other.out()).contains("cats", "mine");
    }
}
