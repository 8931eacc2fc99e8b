package org.imprint.lab.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprint.core.Semantics;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.run.RunsForTests;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.WirePresampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the 85 combinations that the published code (8f19bcd) was run with, planned, folded, shared and stored as any sweep, and
 * compares; docs/parity.md says the result and is kept equal to it.
 *
 * <p>With {@code PARITY_WRITE=1} in the environment the page is written anew.
 */
class ParityPageTest {

    private static final Path PAGE = Path.of("..", "docs", "parity.md");

    @TempDir
    private Path folder;

    /** One published run and ours. */
    private record Pair(PublishedRun published, CountedScores ours) {

        boolean samePredictions() {
            return differences() == 0;
        }

        long differences() {
            List<Integer> expected = published.predictions();
            int[] answers = ours.predictions().orElseThrow().toArray();
            assertThat(answers).hasSize(expected.size());
            long different = 0;
            for (int i = 0; i < answers.length; i++) {
                different += answers[i] == expected.get(i) ? 0 : 1;
            }
            return different;
        }

        boolean sameAccuracy() {
            return ours.publishedAccuracy() == published.json().get("task_acc").asDouble();
        }

        boolean sameF1() {
            JsonNode f1 = published.json().get("f1");
            for (int c = 0; c < f1.size(); c++) {
                if (Math.abs(ours.f1().get(c) * 100 - f1.get(c).asDouble()) > 1e-9) {
                    return false;
                }
            }
            return true;
        }

        long samplesOff() {
            double off = Math.abs(
                    ours.publishedAccuracy() - published.json().get("task_acc").asDouble());
            return Math.round(off * ours.samples() / 100);
        }
    }

    @Test
    void thePageSaysWhatTheRunsSay() throws IOException {
        List<Pair> pairs = pairs();
        assertThat(pairs.stream().filter(Pair::sameAccuracy).count())
                .as("accuracies equal to the last digit: 97 % are promised")
                .isGreaterThanOrEqualTo(Math.round(Math.ceil(0.97 * pairs.size())));
        assertThat(pairs.stream()
                        .filter(p -> p.samplesOff() > 3)
                        .map(p -> p.published().json().get("index") + " is off by " + p.samplesOff()))
                .as("off by more than three test samples")
                .isEmpty();
        String page = page(pairs);
        if (System.getenv("PARITY_WRITE") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/parity.md; write it anew with PARITY_WRITE=1 in the environment")
                .isEqualTo(page);
    }

    private List<Pair> pairs() {
        List<PublishedRun> published = Fixtures.stream(Fixtures.json("e2e.json"))
                .map(PublishedRun::new)
                .toList();
        List<Grid> grids = published.stream()
                .map(PublishedRun::combination)
                .map(c -> new Grid(List.of(c.data()), List.of(c.method()), List.of(c.seed())))
                .toList();
        Map<Combination, StoredRun> runs = RunsForTests.run(
                new Sweep(Semantics.REFERENCE, grids), Fixtures.folder("h5"), folder.resolve("store"), true);
        List<Pair> pairs = new ArrayList<>();
        for (PublishedRun p : published) {
            pairs.add(new Pair(
                    p, (CountedScores) runs.get(p.combination()).scores().orElseThrow()));
        }
        return pairs;
    }

    private static String page(List<Pair> pairs) {
        StringBuilder page = new StringBuilder();
        page.append("# Parity with the published code\n\n")
                .append(
                        "In `reference` semantics a sweep gives the published code's numbers, seed for seed. This page is made by a\n")
                .append("test (`ParityPageTest`), which runs ")
                .append(pairs.size())
                .append(" combinations as `imprint run` does, from HDF5 file to result store,\n")
                .append(
                        "and compares with what the published code (commit 8f19bcd) answered for the same files: 64 numbers for\n")
                .append(
                        "each of 600 training and 300 test images of Fashion-MNIST, ten classes and parts of them.\n\n");
        page.append(table(
                "GEN",
                pairs,
                p -> p.published().combination().method().generator().wireName()));
        page.append(table("AGG", pairs, p -> {
            Combination c = p.published().combination();
            return c.method().aggregation().wireName() + ", "
                    + c.method().aggregation().distance();
        }));
        page.append(table(
                "NORMpost",
                pairs,
                p -> p.published().combination().method().post().wireName()));
        page.append(table("presampling", pairs, p -> {
            Combination c = p.published().combination();
            return WirePresampling.of(c.method().presampling()).method()
                    + (c.method().presampling().fewShot().isPresent() ? ", few shots" : "");
        }));
        page.append(
                        "The fixture marks runs that hang on the last bit of a float in the published code itself, and test rows that\n")
                .append("are near ties; they are counted like all others.\n\n")
                .append(
                        "Not compared here: other processors and library versions, on which the published code itself gives other\n")
                .append(
                        "last bits, and backbones at full width. The generators, norms, votes and statistics have golden values of\n")
                .append(
                        "their own in the tests of their modules; where the default differs from the published numbers on purpose,\n")
                .append("[deviations.md](deviations.md) says by how much.\n");
        return page.toString();
    }

    private static String table(String by, List<Pair> pairs, Function<Pair, String> key) {
        Map<String, List<Pair>> groups =
                pairs.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
        StringBuilder table = new StringBuilder("| " + by
                + " | runs | all predictions equal | accuracy equal to the last digit | F1 of each class equal | most samples off |\n"
                + "|---|--:|--:|--:|--:|--:|\n");
        groups.forEach((name, group) -> table.append(row(name, group)));
        return table.append(row("together", pairs)).append("\n").toString();
    }

    private static String row(String name, List<Pair> group) {
        return "| " + name + " | " + group.size() + " | "
                + group.stream().filter(Pair::samePredictions).count() + " | "
                + group.stream().filter(Pair::sameAccuracy).count() + " | "
                + group.stream().filter(Pair::sameF1).count() + " | "
                + group.stream().mapToLong(Pair::samplesOff).max().orElseThrow() + " |\n";
    }
}
