package org.imprint.lab.store.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.Made;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreCheck;
import org.imprint.lab.store.StoreWriter;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Result files as the published code (8f19bcd) writes them. Combinations, ids, accuracies and F1 come from fixture e2e, 85 runs
 * recorded on it; which keys a file has, and in which form, from its runner and model.
 */
class PublishedFilesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    /** Writes the fixture's runs as the published code does; returns their files. */
    private static List<Path> published(Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files = new ArrayList<>();
        for (JsonNode run : Fixtures.json("e2e.json")) {
            ObjectNode file = (ObjectNode) run.get("combination").deepCopy();
            ObjectNode mapping = MAPPER.createObjectNode();
            file.get("mapping").forEach(p -> mapping.set(p.get(0).asText(), p.get(1)));
            file.set("mapping", mapping);
            file.set("task_acc", run.get("task_acc"));
            ObjectNode f1s = file.putObject("task_f1s");
            for (int c = 0; c < run.get("f1").size(); c++) {
                f1s.withArray("remapped_class_index").add(c);
            }
            f1s.set("one-vs-rest-f1", run.get("f1"));
            f1s.set("class_size", run.get("class_size"));
            file.set("task_train_acc", run.get("task_train_acc"));
            file.set("label_mapping_desc", run.get("label_mapping_desc"));
            file.set("task_split", file.get("task_splits").get(0));
            file.set("task_desc", run.get("task_desc"));
            file.put("runtime", 1.5 + files.size());
            file.put("created_at", "2025-03-01_12:30:0" + files.size() % 10);
            files.add(Files.writeString(to.resolve(run.get("id").asText() + ".json"), file.toPrettyString()));
        }
        return files;
    }

    private PublishedFiles.Imported imported(Path from, Path into) {
        try (ResultStore store = ResultStore.openOrCreate(into, Settings.of(Semantics.REFERENCE));
                StoreWriter writer = store.writer(Made.SESSION)) {
            return PublishedFiles.read(from, store, writer);
        }
    }

    @Test
    void importsEveryRunOfThePublishedCodeUnderItsId() throws IOException {
        published(folder.resolve("json"));
        PublishedFiles.Imported result = imported(folder.resolve("json"), folder.resolve("store"));
        assertThat(result).isEqualTo(new PublishedFiles.Imported(85, 0, List.of()));
        Map<String, StoredRun> runs = new HashMap<>();
        try (ResultStore store = ResultStore.open(folder.resolve("store"))) {
            store.runs().forEach(r -> runs.put(r.combination().publishedId().toString(), r));
        }
        for (JsonNode run : Fixtures.json("e2e.json")) {
            StoredRun stored = runs.get(run.get("id").asText());
            PublishedScores scores = (PublishedScores) stored.scores().orElseThrow();
            assertThat(scores.publishedAccuracy()).isEqualTo(run.get("task_acc").asDouble());
            assertThat(scores.trainAccuracy().getAsDouble())
                    .isEqualTo(run.get("task_train_acc").asDouble() / 100);
            assertThat(scores.sizes()).isEqualTo(Fixtures.integers(run.get("class_size")));
            assertThat(scores.taskF1s())
                    .isEqualTo(Fixtures.stream(run.get("f1"))
                            .map(JsonNode::asDouble)
                            .toList());
            assertThat(stored.at())
                    .isBetween(Instant.parse("2025-03-01T12:30:00Z"), Instant.parse("2025-03-01T12:30:09Z"));
        }
    }

    @Test
    void importedRunsAreExportedKeyByKeyAsTheyCame() throws IOException {
        List<Path> files = published(folder.resolve("json"));
        imported(folder.resolve("json"), folder.resolve("store"));
        try (ResultStore store = ResultStore.open(folder.resolve("store"))) {
            assertThat(PublishedFiles.write(store, folder.resolve("again")))
                    .isEqualTo(new PublishedFiles.Exported(85, 0));
        }
        for (Path file : files) {
            assertThat(MAPPER.readTree(
                            folder.resolve("again").resolve(file.getFileName()).toFile()))
                    .isEqualTo(MAPPER.readTree(file.toFile()));
        }
    }

    /** Expected text: counted.py beside it, run by Python 3.11. */
    @Test
    void writesTheTextThatPythonWrites() throws IOException {
        try (ResultStore store = ResultStore.openOrCreate(folder.resolve("store"), Made.settings())) {
            Combination c = Made.grid().get(0);
            try (StoreWriter writer = store.writer(Made.SESSION)) {
                ClassCounts test = new ClassCounts(List.of(5, 7, 3), List.of(6, 6, 3), List.of(4, 5, 1));
                ClassCounts train = new ClassCounts(List.of(10, 10, 10), List.of(10, 10, 10), List.of(9, 8, 7));
                CountedScores scores = new CountedScores(test, Optional.of(train), List.of(), Optional.empty());
                writer.append(
                        c, new Outcome.Done(scores, new Cost(2e-5, 5e-6)), Instant.parse("2025-03-01T12:30:00.750Z"));
            }
            store.refresh();
            PublishedFiles.write(store, folder.resolve("json"));
            assertThat(folder.resolve("json").resolve(c.publishedId() + ".json"))
                    .hasSameTextualContentAs(Fixtures.folder("published").resolve("counted.json"));
        }
    }

    @Test
    void exportAndImportKeepScoresOfDoneAndEqualRuns() throws IOException {
        Grid grid = Made.grid();
        Path first = folder.resolve("first");
        try (ResultStore store = ResultStore.openOrCreate(first, Settings.of(Semantics.CORRECTED))) {
            try (StoreWriter writer = store.writer(Made.SESSION)) {
                for (int i = 0; i < 24; i++) {
                    writer.append(grid.get(i), Made.outcome(i, grid.get(0)));
                }
            }
            store.refresh();
            assertThat(PublishedFiles.write(store, folder.resolve("json")))
                    .isEqualTo(new PublishedFiles.Exported(20, 4));
            try (Stream<Path> files = Files.list(folder.resolve("json"))) {
                assertThat(files).hasSize(20).allMatch(f -> f.toString().endsWith(".json"));
            }
        }
        Path second = folder.resolve("second");
        try (ResultStore store = ResultStore.openOrCreate(second, Settings.of(Semantics.CORRECTED));
                StoreWriter writer = store.writer(Made.SESSION)) {
            assertThat(PublishedFiles.read(folder.resolve("json"), store, writer)
                            .skipped())
                    .isEmpty();
            writer.flush();
            store.refresh();
            assertThat(store.size()).isEqualTo(20);
            assertThat(PublishedFiles.read(folder.resolve("json"), store, writer)
                            .present())
                    .isEqualTo(20);
        }
        try (ResultStore a = ResultStore.open(first);
                ResultStore b = ResultStore.open(second)) {
            Map<Combination, StoredRun> again = new HashMap<>();
            b.runs().forEach(r -> again.put(r.combination(), r));
            a.runs().filter(r -> r.scores().isPresent()).forEach(r -> {
                StoredRun copy = again.get(r.combination());
                assertThat(copy.scores().get().publishedAccuracy())
                        .isEqualTo(r.scores().get().publishedAccuracy());
                assertThat(copy.scores().get().f1())
                        .hasSameSizeAs(r.scores().get().f1());
                assertThat(copy.at()).isEqualTo(r.at().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
            });
        }
    }

    @Test
    void continualTasksHaveTheirFinalKeys() throws IOException {
        Combination c = new Combination(Made.continual(), Made.grid().get(0).method(), 1);
        try (ResultStore store = ResultStore.openOrCreate(folder.resolve("store"), Made.settings())) {
            try (StoreWriter writer = store.writer(Made.SESSION)) {
                writer.append(c, Made.outcome(3, c));
            }
            store.refresh();
            PublishedFiles.write(store, folder.resolve("json"));
            StoredRun run = store.runs().findFirst().orElseThrow();
            JsonNode file = MAPPER.readTree(
                    folder.resolve("json").resolve(c.publishedId() + ".json").toFile());
            assertThat(file.get("final_tasks_acc").asDouble())
                    .isEqualTo(run.scores().get().publishedAccuracy());
            assertThat(file.get("final_tasks_f1s").get("class_size")).hasSize(3);
            assertThat(file.get("task_acc").asDouble()).isBetween(0.0, 100.0);
            assertThat(file.get("task_desc").asText()).isEqualTo("0 & 1");
        }
        assertThat(imported(folder.resolve("json"), folder.resolve("again")).imported())
                .isEqualTo(1);
    }

    @Test
    void filesThatCannotBeTrustedAreNamedAndLeftOut() throws IOException {
        List<Path> files = published(folder.resolve("json"));
        String good = Files.readString(files.get(0));
        Files.writeString(files.get(0), good.substring(0, good.length() / 2));
        Files.move(files.get(1), files.get(1).resolveSibling("12345.json"));
        Files.writeString(files.get(2), Files.readString(files.get(2)).replace("\"task_acc\"", "\"task_ac\""));
        Files.writeString(
                files.get(3), Files.readString(files.get(3)).replaceAll("(\"proxy_method\" : \")\\w+", "$1kmaens"));
        Files.writeString(files.get(4), "");
        Files.writeString(files.get(5), "[1, 2]");
        Files.writeString(files.get(6), Files.readString(files.get(6)) + "}");
        Files.writeString(
                files.get(7), Files.readString(files.get(7)).replaceAll("\"k\" : [0-9]+", "\"k\" : \"five\""));
        Files.writeString(folder.resolve("json/readme.txt"), "not a result");
        PublishedFiles.Imported result = imported(folder.resolve("json"), folder.resolve("store"));
        assertThat(result.imported()).isEqualTo(77);
        Map<String, String> why = new HashMap<>();
        result.skipped().forEach(s -> why.put(s.file().getFileName().toString(), s.why()));
        assertThat(why).hasSize(8);
        assertThat(why.get(name(files.get(0)))).startsWith("is no whole JSON text at line");
        assertThat(why.get("12345.json"))
                .startsWith("file name must be the id of its combination, "
                        + name(files.get(1)).replace(".json", ""));
        assertThat(why.get(name(files.get(2)))).isEqualTo("task_acc must be given, was missing");
        assertThat(why.get(name(files.get(3))))
                .startsWith("proxy_method must be one of kmeans, ")
                .contains("was kmaens");
        assertThat(why.get(name(files.get(4)))).contains("JSON");
        assertThat(why.get(name(files.get(5)))).contains("one JSON object");
        assertThat(why.get(name(files.get(6)))).startsWith("is no whole JSON text");
        assertThat(why.get(name(files.get(7)))).isEqualTo("k must be an integer, was \"five\"");
    }

    /** Files of the published code with one impossible value each, among good ones. */
    @Test
    void impossibleValuesAreNamedAndTheOthersTaken() throws IOException {
        Map<String, String> expected = Map.of(
                "date", "created_at: a run must have ended in the years 1970 to 9999, was +292278994-08-17T07:12:55Z",
                "runtime", "runtime must be finite and ≥ 0, was -1.0",
                "size", "class_size must be at least 0, was -1");
        for (Map.Entry<String, String> e : expected.entrySet()) {
            Path from = Fixtures.folder("impossible").resolve(e.getKey());
            assertThat(PublishedFiles.unusable(from))
                    .singleElement()
                    .satisfies(s -> assertThat(s.why()).isEqualTo(e.getValue()));
            Path into = folder.resolve(e.getKey());
            PublishedFiles.Imported result = imported(from, into);
            assertThat(result.skipped()).isEqualTo(PublishedFiles.unusable(from));
            try (ResultStore store = ResultStore.open(into);
                    Stream<Path> files = Files.list(from)) {
                assertThat(store.size()).isEqualTo(result.imported()).isEqualTo(files.count() - 1);
            }
            assertThat(StoreCheck.of(into).findings()).isEmpty();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @Test
    void aRunThatFailedHereMayBeImported() throws IOException {
        List<Path> files = published(folder.resolve("json"));
        Combination c = combinationOf(files.get(0));
        Path into = folder.resolve("store");
        try (ResultStore store = ResultStore.openOrCreate(into, Settings.of(Semantics.REFERENCE));
                StoreWriter writer = store.writer(Made.SESSION)) {
            writer.append(c, new Outcome.Failed("no"), Instant.parse("2020-01-01T00:00:00Z"));
        }
        assertThat(imported(folder.resolve("json"), into).imported()).isEqualTo(85);
        try (ResultStore store = ResultStore.open(into)) {
            assertThat(store.isDone(c)).isTrue();
        }
    }

    private static Combination combinationOf(Path file) throws IOException {
        return ResultFileReader.read(file).combination();
    }
}
