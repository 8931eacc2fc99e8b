package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.presample.KeepAll;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    private Path folder;

    private Path store() {
        Path dir = folder.resolve("results");
        Session session = new Session("sweep.yaml", Instant.EPOCH, "host", 1, "0.1.0", "17", "Linux", 2);
        Method mean = new Method(
                new L2Norm(), new L2Norm(), new L2Norm(), new KeepAll(), new MeanGenerator(), new MaxInnerProduct());
        DataChoice data = new DataChoice(
                "resnet18", List.of("MNIST"), LabelMapping.none(), new TaskSplits("two", List.of(List.of(0, 1))));
        try (ResultStore results = ResultStore.openOrCreate(dir, Settings.of(Semantics.CORRECTED));
                StoreWriter writer = results.writer(session)) {
            ClassCounts counts = new ClassCounts(List.of(5, 5), List.of(6, 4), List.of(5, 4));
            writer.append(
                    new Combination(data, mean, 1), new Outcome.Done(CountedScores.of(counts), new Cost(0.1, 0.2)));
            writer.append(new Combination(data, mean, 2), new Outcome.Failed("no memory"));
        }
        return dir;
    }

    @Test
    void writesAPageOfAStore() throws IOException {
        Path out = folder.resolve("new/report.html");
        Imprint run = Imprint.run("report", "--store", store(), "--out", out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 runs (1 done, 0 equal to another, 1 failed)");
        assertThat(Files.readString(out))
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Imprint report: results</title>");
    }

    @Test
    void saysThatThereIsNoStoreAndWritesNothing() {
        Path out = folder.resolve("report.html");
        Imprint run = Imprint.run("report", "--store", folder.resolve("nowhere"), "--out", out);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nowhere: no such folder");
        assertThat(out).doesNotExist();
    }

    @Test
    void saysThatAFolderIsInTheWay() throws IOException {
        Path out = Files.createDirectories(folder.resolve("report.html"));
        Imprint run = Imprint.run("report", "--store", store(), "--out", out);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("report.html");
    }
}
