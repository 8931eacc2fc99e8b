package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final DataChoice MNIST = ReportRuns.data("resnet18", "MNIST");
    private static final DataChoice CIFAR = ReportRuns.data("resnet18", "CIFAR10");

    @TempDir
    private Path folder;

    private ReportSummary summary;

    private String page(String name, List<StoredRun> runs) throws IOException {
        Path file = folder.resolve("report.html");
        summary = Report.write(ReportRuns.source(name, runs.stream()), file);
        return Files.readString(file);
    }

    @Test
    void keepsAccuraciesExactlyAndTheMedianOfTheSeeds() throws IOException {
        Blocks64 blocks = new Blocks64(page(
                "a",
                List.of(
                        ReportRuns.done(MNIST, ReportRuns.kMeans(2), 1, 71),
                        ReportRuns.done(MNIST, ReportRuns.kMeans(2), 2, 90),
                        ReportRuns.done(MNIST, ReportRuns.kMeans(2), 3, 70),
                        ReportRuns.done(MNIST, ReportRuns.mean(), 1, 60),
                        ReportRuns.done(MNIST, ReportRuns.mean(), 2, 61))));

        List<List<Integer>> cells = blocks.columns("cells");
        assertThat(cells.get(2)).as("twice the median").containsExactly(142, 121);
        assertThat(cells.get(3)).as("rows").containsExactly(100, 100);
        assertThat(cells.get(4)).as("seeds").containsExactly(3, 2);
        List<List<Integer>> runs = blocks.columns("runs-0");
        assertThat(runs.get(0)).as("configuration").containsExactly(0, 0, 0, 1, 1);
        assertThat(runs.get(1)).as("seed").containsExactly(0, 1, 2, 0, 1);
        assertThat(runs.get(9)).as("right").containsExactly(71, 90, 70, 60, 61);
        assertThat(blocks.json("facts").get("seeds")).hasToString("[1,2,3]");
    }

    @Test
    void keepsF1OfClassesToAThousandth() throws IOException {
        Blocks64 blocks = new Blocks64(page("a", List.of(ReportRuns.done(MNIST, ReportRuns.mean(), 1, 80))));

        // 60 of 60 and 20 of 40 right, 80 and 20 answered: F1 = 120/140 and 40/60.
        List<List<Integer>> f1 = blocks.columns("f1-0");
        assertThat(f1).containsExactly(List.of(2), List.of(857), List.of(667));
        // Weighted: (60 · 0.857142… + 40 · 0.666…) / 100 = 0.780952…, minus the accuracy 0.8.
        assertThat(blocks.columns("runs-0").get(11)).containsExactly(7810 - 8000);
    }

    @Test
    void leavesF1OfClassesOutAndSaysSoWhenItTakesTooMuch() throws IOException {
        Path file = folder.resolve("report.html");
        summary = Report.write(
                ReportRuns.source("a", Stream.of(ReportRuns.done(MNIST, ReportRuns.mean(), 1, 80))), file, 3);

        assertThat(summary.classScores()).isFalse();
        assertThat(new Blocks64(Files.readString(file)).has("f1-0")).isFalse();
    }

    @Test
    void keepsTheCountsOfEveryStepOfAContinualTask() throws IOException {
        Combination mean = new Combination(ReportRuns.continual(), ReportRuns.mean(), 1);
        List<StoredRun> runs = List.of(
                ReportRuns.stepwise(
                        mean,
                        new StepCounts(List.of(60), List.of(57)),
                        new StepCounts(List.of(60, 40), List.of(50, 30))),
                ReportRuns.done(MNIST, ReportRuns.mean(), 1, 80));
        Blocks64 blocks = new Blocks64(page("a", runs));

        assertThat(blocks.columns("steps-0"))
                .as("number of values, then rows and right answers of split 1; of splits 1 and 2")
                .containsExactly(
                        List.of(6), List.of(60), List.of(57), List.of(60), List.of(50), List.of(40), List.of(30));
        assertThat(blocks.has("steps-1")).as("of a task of one split").isFalse();
    }

    @Test
    void leavesStepsOutAndSaysSoWhenTheyTakeTooMuch() throws IOException {
        Combination mean = new Combination(ReportRuns.continual(), ReportRuns.mean(), 1);
        Path file = folder.resolve("report.html");
        StoredRun run = ReportRuns.stepwise(mean, new StepCounts(List.of(100), List.of(80)));
        summary = Report.write(ReportRuns.source("a", Stream.of(run)), file, 3);

        assertThat(summary.steps()).isFalse();
        assertThat(new Blocks64(Files.readString(file)).has("steps-0")).isFalse();
    }

    @Test
    void aReportCanBeReadByThoseWhoCanReadOtherFiles() throws IOException {
        page("a", List.of(ReportRuns.done(MNIST, ReportRuns.mean(), 1, 80)));
        Path other = Files.createFile(folder.resolve("other"));

        assertThat(Files.getPosixFilePermissions(folder.resolve("report.html")))
                .isEqualTo(Files.getPosixFilePermissions(other));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void refersAnEqualRunToTheOtherAndKeepsTheRule() throws IOException {
        Combination other = new Combination(MNIST, ReportRuns.mean(), 1);
        Blocks64 blocks = new Blocks64(page(
                "a",
                List.of(
                        ReportRuns.done(other, 80),
                        ReportRuns.equal(
                                new Combination(MNIST, ReportRuns.mean(), 2), other, 80, "mean does not draw"))));

        List<List<Integer>> runs = blocks.columns("runs-0");
        assertThat(runs.get(2)).as("status").containsExactly(CompactRun.DONE, CompactRun.EQUAL);
        assertThat(runs.get(6)).as("seed of the other").containsExactly(0);
        assertThat(runs.get(7)).as("figures are elsewhere").containsExactly(1);
        assertThat(runs.get(9)).as("right, of the done run alone").containsExactly(80);
        assertThat(blocks.json("reasons")).hasToString("[\"mean does not draw\"]");
        assertThat(blocks.columns("cells").get(4)).as("both count").containsExactly(2);
        assertThat(summary).isEqualTo(new ReportSummary(1, 1, 0, summary.bytes(), true, true));
    }

    @Test
    void keepsTheFiguresOfARunWhoseOtherIsNotThere() throws IOException {
        Combination absent = new Combination(CIFAR, ReportRuns.mean(), 9);
        Blocks64 blocks = new Blocks64(page(
                "a", List.of(ReportRuns.equal(new Combination(MNIST, ReportRuns.mean(), 2), absent, 77, "alike"))));

        int mnist = blocks.json("facts")
                        .get("groups")
                        .get(0)
                        .get("dataSet")
                        .asText()
                        .equals("MNIST")
                ? 0
                : 1;
        List<List<Integer>> runs = blocks.columns("runs-" + mnist);
        assertThat(runs.get(7)).containsExactly(0);
        assertThat(runs.get(9)).containsExactly(77);
    }

    @Test
    void listsFailuresWithTheirErrors() throws IOException {
        Blocks64 blocks = new Blocks64(page(
                "a",
                List.of(
                        ReportRuns.failed(new Combination(MNIST, ReportRuns.kMeans(7), 5), "class 3 has 2 rows"),
                        ReportRuns.done(MNIST, ReportRuns.kMeans(7), 6, 50))));

        assertThat(blocks.columns("failures")).containsExactly(List.of(0), List.of(0), List.of(0), List.of(0));
        assertThat(blocks.json("reasons").get(0).asText()).isEqualTo("class 3 has 2 rows");
        assertThat(blocks.columns("cells").get(5)).as("failed").containsExactly(1);
        assertThat(summary.failed()).isEqualTo(1);
    }

    @Test
    void doesNotDependOnTheOrderInWhichRunsAreStored() throws IOException {
        List<StoredRun> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            runs.add(ReportRuns.done(i % 2 == 0 ? MNIST : CIFAR, ReportRuns.kMeans(1 + i / 6), i / 2 % 3, 40 + i % 17));
        }
        String first = page("a", runs);
        Collections.shuffle(runs, new Random(4));

        assertThat(page("a", runs)).isEqualTo(first);
    }

    @Test
    void namesOfAnyKindAreDataAndNeverMarkup() throws IOException {
        String evil = "</script><script>alert(\"1\")</script><img src=x onerror='alert(2)'> & ä 漢 \u2028";
        Combination c = new Combination(ReportRuns.data(evil, evil), ReportRuns.mean(), 1);
        String page =
                page(evil, List.of(ReportRuns.failed(c, evil), ReportRuns.done(c.data(), ReportRuns.kMeans(2), 1, 50)));

        assertThat(page).doesNotContain("<script>alert", "<img src=x");
        assertThat(page).contains("<title>Imprint report: &lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)");
        JsonNode facts = new Blocks64(page).json("facts");
        assertThat(facts.get("groups").get(0).get("backbone").asText()).isEqualTo(evil);
        assertThat(facts.get("about").get("name").asText()).isEqualTo(evil);
    }

    @Test
    void anEmptyStoreGivesAPageToo() throws IOException {
        Blocks64 blocks = new Blocks64(page("empty", List.of()));

        assertThat(blocks.json("facts").get("about").get("counts")).hasToString("[0,0,0]");
        assertThat(summary.runs()).isZero();
    }

    @Test
    void leavesNoHalfWrittenFileBehind() throws IOException {
        Path folderInTheWay = Files.createDirectories(folder.resolve("report.html/inside"));

        assertThatThrownBy(() -> page("a", List.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("report.html: is a folder, and a report is a file");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(folderInTheWay).exists();
    }
}
