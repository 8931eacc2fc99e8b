package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.presample.Presampling;
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

class ResultsCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Session SESSION =
            new Session("a \"sweep\".yaml", Instant.parse("2026-03-01T10:20:30Z"), "host", 1, "0.1", "17", "Linux", 4);

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void fill() {
        store = folder.resolve("store");
        write(Semantics.CORRECTED, 0, 4);
    }

    private void write(Semantics semantics, int from, int until) {
        try (ResultStore results = ResultStore.openOrCreate(store, Settings.of(semantics));
                StoreWriter writer = results.writer(SESSION)) {
            for (int i = from; i < until; i++) {
                writer.append(combination(i), outcome(i));
            }
        }
    }

    private static Combination combination(int seed) {
        return new Combination(
                new DataChoice(
                        "resnet18",
                        List.of("MNIST", "USPS"),
                        LabelMapping.none(),
                        new TaskSplits("two, \"quoted\"", List.of(List.of(0, 1)))),
                new Method(
                        new L2Norm(),
                        new NoNorm(),
                        new NoNorm(),
                        Presampling.of(Optional.empty(), OptionalInt.empty()),
                        new KMeansGenerator(5),
                        new NearestProxy(Metric.COSINE)),
                seed);
    }

    private static Outcome outcome(int i) {
        return switch (i % 4) {
            case 1 -> new Outcome.EqualTo(combination(0), "same");
            case 2 -> new Outcome.Failed("class 1 has no rows\nin MNIST");
            default ->
                new Outcome.Done(
                        CountedScores.of(new ClassCounts(List.of(10, 10), List.of(12, 8), List.of(10 - i, 8 - i))),
                        new Cost(1, 2));
        };
    }

    private Imprint results(int code, Object... args) {
        Object[] all = Stream.concat(Stream.of("results"), Stream.of(args)).toArray();
        Imprint run = Imprint.run(all);
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(code);
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
        return run;
    }

    @Test
    void summarySaysWhatThereIsInWordsAndForScripts() throws IOException {
        assertThat(results(0, "summary", "--store", store).out())
                .contains("4 runs: 2 done, 1 equal to another, 1 failed; corrected semantics")
                .contains("MNIST+USPS")
                .contains("class 1 has no rows in MNIST")
                .contains("ended");
        JsonNode json = MAPPER.readTree(
                results(0, "summary", "--store", store, "--json").out());
        assertThat(json.get("done").asInt()).isEqualTo(2);
        assertThat(json.get("groups").get(0).get("dataset").asText()).isEqualTo("MNIST+USPS");
        assertThat(json.get("failures").get(0).get("first").asText())
                .isEqualTo(combination(2).publishedId().toString());
        assertThat(json.get("segments")
                        .get(0)
                        .get("sessions")
                        .get(0)
                        .get("planned_runs")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void queryPrintsTablesCsvAndJson() throws IOException {
        String sql = "SELECT seed, status, task, accuracy, f1, error FROM runs ORDER BY seed";
        assertThat(results(0, "query", "--store", store, sql).out())
                .contains("seed  status")
                .contains("class 1 has no rows in MNIST");
        assertThat(results(0, "query", "--store", store, "--format", "csv", sql)
                        .out()
                        .lines())
                .startsWith("seed,status,task,accuracy,f1,error")
                .contains("1,equal,\"two, \"\"quoted\"\"\",0.9,\"[0.9090909090909091, 0.888888888888889]\",")
                .contains("2,failed,\"two, \"\"quoted\"\"\",,,\"class 1 has no rows");
        JsonNode nested = MAPPER.readTree(
                results(0, "query", "--store", store, "--format", "json", "SELECT {'a': [{'b': NULL}]} AS s")
                        .out());
        assertThat(nested.toString()).isEqualTo("[{\"s\":{\"a\":[{\"b\":null}]}}]");
        JsonNode rows = MAPPER.readTree(
                results(0, "query", "--store", store, "--format", "json", sql).out());
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).get("f1")).hasSize(2);
        assertThat(rows.get(2).get("accuracy").isNull()).isTrue();
        assertThat(rows.get(2).get("error").asText()).isEqualTo("class 1 has no rows\nin MNIST");
    }

    @Test
    void badQueriesAndStoresAreToldInASentence() {
        assertThat(results(2, "query", "--store", store, "SELECT nothing FROM runs")
                        .err())
                .startsWith("imprint: query: ")
                .contains("nothing");
        assertThat(results(2, "query", "--store", store, "COPY runs TO '" + folder.resolve("stolen.csv") + "'")
                        .err())
                .startsWith("imprint: query: ");
        assertThat(folder.resolve("stolen.csv")).doesNotExist();
        Path none = folder.resolve("none");
        for (String command : List.of("summary", "verify", "compact")) {
            assertThat(results(2, command, "--store", none).err()).startsWith("imprint: " + none + ": no such folder");
        }
        assertThat(none).doesNotExist();
        assertThat(results(2, "export", "xlsx", "--store", store, "--out", none).err())
                .contains("format must be one of parquet, csv, reference-json, was xlsx");
    }

    @Test
    void publishedFilesGoOutAndComeBack() throws IOException {
        Path json = folder.resolve("json");
        assertThat(results(0, "export", "reference-json", "--store", store, "--out", json)
                        .out())
                .contains("3 files")
                .contains("1 runs failed");
        Path again = folder.resolve("again");
        assertThat(results(0, "import", json, "--store", again).out())
                .contains("3 runs imported, 0 were there already");
        assertThat(results(0, "import", json, "--store", again).out())
                .contains("0 runs imported, 3 were there already");
        String sql = "SELECT id, accuracy, weighted_f1, seed FROM runs WHERE status <> 'failed' ORDER BY id";
        assertThat(results(0, "query", "--store", again, sql).out())
                .isEqualTo(results(0, "query", "--store", store, sql).out());
        assertThat(results(2, "import", json, "--store", store).err())
                .contains("semantics are reference, the store's are corrected");
        assertThat(results(2, "import", folder.resolve("nowhere"), "--store", again)
                        .err())
                .contains("nowhere: must be a folder with JSON files");

        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(results(2, "import", empty, "--store", folder.resolve("fourth"))
                        .err())
                .contains(empty + ": must hold *.json files");
        assertThat(folder.resolve("fourth")).doesNotExist();

        Path broken;
        try (Stream<Path> files = Files.list(json)) {
            broken = files.findFirst().orElseThrow();
        }
        Files.writeString(broken, Files.readString(broken).substring(0, 100));
        Path none = folder.resolve("none");
        assertThat(results(2, "import", json, "--store", none, "--on-bad-file", "refuse")
                        .err())
                .contains(broken + ": is no whole JSON text")
                .contains("1 file cannot be used; nothing was imported");
        assertThat(none).doesNotExist();
        assertThat(results(1, "import", json, "--store", folder.resolve("third"))
                        .err())
                .contains(broken + ": is no whole JSON text")
                .contains("1 file was skipped");

        Path bad = Files.createDirectory(folder.resolve("bad"));
        Files.copy(broken, bad.resolve(broken.getFileName()));
        assertThat(results(1, "import", bad, "--store", none).err())
                .contains(broken.getFileName() + ": is no whole JSON text")
                .contains("1 file cannot be used; nothing was imported");
        assertThat(none).doesNotExist();
    }

    @Test
    void tablesAreExported() {
        Path csv = folder.resolve("runs.csv");
        Path parquet = folder.resolve("deep/runs.parquet");
        assertThat(results(0, "export", "csv", "--store", store, "--out", csv).out())
                .contains("4 runs");
        results(0, "export", "parquet", "--store", store, "--out", parquet);
        assertThat(csv).content().startsWith("id,backbone,");
        assertThat(parquet).isNotEmptyFile();
    }

    @Test
    void numbersThatJsonHasNotAreTexts() throws IOException {
        String sql =
                "SELECT 'inf'::DOUBLE a, '-inf'::FLOAT b, 'nan'::DOUBLE c, 'nan'::FLOAT d, NULL e, 0.5 f, ['inf'::DOUBLE] g";
        JsonNode row = new ObjectMapper()
                .readTree(results(0, "query", "--store", store, "--format", "json", sql)
                        .out())
                .get(0);
        assertThat(row.get("a").textValue()).isEqualTo("Infinity");
        assertThat(row.get("b").textValue()).isEqualTo("-Infinity");
        assertThat(row.get("c").textValue()).isEqualTo("NaN");
        assertThat(row.get("d").textValue()).isEqualTo("NaN");
        assertThat(row.get("e").isNull()).isTrue();
        assertThat(row.get("f").isNumber()).isTrue();
        assertThat(row.get("g").get(0).textValue()).isEqualTo("Infinity");
    }

    @Test
    void verifyFindsTheDamagedPlaceAndCompactLeavesItAlone() throws IOException {
        assertThat(results(0, "verify", "--store", store).out()).contains("4 runs, all in order");
        write(Semantics.CORRECTED, 4, 6);
        assertThat(results(0, "compact", "--store", store).out()).contains("2 segments folded, 0 superseded");
        assertThat(results(0, "compact", "--store", store).out()).contains("nothing to fold");
        Path segment;
        try (Stream<Path> files = Files.list(store)) {
            segment =
                    files.filter(f -> f.toString().endsWith(".seg")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 1] ^= 1;
        Files.write(segment, bytes);
        assertThat(results(1, "verify", "--store", store).out())
                .contains("wrong: " + segment + ", byte ")
                .contains("not in order");
        assertThat(results(1, "compact", "--store", store).err()).contains(segment + ": is damaged and was left alone");
        assertThat(results(0, "summary", "--store", store).out()).contains("wrong: " + segment);
        assertThat(results(0, "query", "--store", store, "SELECT count(*) FROM runs")
                        .err())
                .contains("imprint: " + segment + ", byte ")
                .contains("imprint results verify --store " + store);
    }

    @Test
    void mergeTakesOtherStoresIn() {
        Path all = folder.resolve("all");
        assertThat(results(0, "merge", store, "--store", all).out()).contains("1 segments taken; 4 runs");
        assertThat(results(2, "merge", folder.resolve("nowhere"), "--store", all)
                        .err())
                .contains("nowhere: no such folder");
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(results(0).out()).contains("summary", "query", "export", "import", "merge", "compact", "verify");
    }
}
