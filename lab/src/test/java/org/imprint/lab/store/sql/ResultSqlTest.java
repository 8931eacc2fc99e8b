package org.imprint.lab.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.Made;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.store.StoreWriter;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.text.CsvForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSqlTest {

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();
    private ResultStore store;
    private ResultSql sql;

    @BeforeEach
    void fill() {
        store = ResultStore.openOrCreate(folder.resolve("store"), Made.settings());
        try (StoreWriter writer = store.writer(Made.SESSION)) {
            for (int i = 0; i < 48; i++) {
                writer.append(grid.get(i), Made.outcome(i, grid.get(0)));
            }
            writer.append(Made.collapse(0.5));
        }
        store.refresh();
        sql = ResultSql.of(store);
    }

    @AfterEach
    void close() {
        sql.close();
        store.close();
    }

    private List<List<Object>> ask(String query) {
        try (QueryResult result = sql.query(query)) {
            List<List<Object>> rows = new ArrayList<>();
            for (Optional<Object[]> row = result.next(); row.isPresent(); row = result.next()) {
                rows.add(java.util.Arrays.asList(row.get()));
            }
            return rows;
        }
    }

    @Test
    void everyColumnSaysWhatTheRunSays() {
        Map<String, StoredRun> byId = store.runs()
                .collect(Collectors.toMap(r -> r.combination().publishedId().toString(), r -> r));
        List<List<Object>> rows =
                ask("SELECT id, backbone, dataset, remapping, task, classes, steps, semantics, seed, status,"
                        + " accuracy, weighted_f1, train_accuracy, samples, f1, equal_to, rule, error, sweep, host, version,"
                        + " ended_at, generation_seconds, scoring_seconds FROM runs");
        assertThat(rows).hasSize(48);
        for (List<Object> row : rows) {
            StoredRun run = byId.get(row.get(0));
            Optional<Scores> scores = run.scores();
            assertThat(row.get(1)).isEqualTo(run.combination().data().backbone());
            assertThat(row.get(2))
                    .isEqualTo(String.join("+", run.combination().data().dataSets()));
            assertThat(row.get(3)).isEqualTo(run.combination().data().mapping().name());
            assertThat(row.get(4)).isEqualTo(run.combination().data().task().name());
            assertThat(row.get(5)).isEqualTo(3);
            assertThat(row.get(6)).isEqualTo(run.combination().data().task().isContinual() ? 2 : 1);
            assertThat(row.get(7)).isEqualTo("corrected");
            assertThat(row.get(8)).isEqualTo(run.combination().seed());
            assertThat(row.get(10)).isEqualTo(scores.map(Scores::accuracy).orElse(null));
            assertThat(row.get(11))
                    .isEqualTo(scores.map(Scores::weightedF1)
                            .filter(f -> !f.isNaN())
                            .orElse(null));
            assertThat(row.get(12))
                    .isEqualTo(scores.filter(s -> s.trainAccuracy().isPresent())
                            .map(s -> s.trainAccuracy().getAsDouble())
                            .orElse(null));
            assertThat(row.get(13)).isEqualTo(scores.map(Scores::samples).orElse(null));
            assertThat(row.get(14)).isEqualTo(scores.map(Scores::f1).orElse(null));
            assertThat(row.subList(18, 21))
                    .isEqualTo(List.of(Made.SESSION.sweep(), Made.SESSION.host(), Made.SESSION.version()));
            assertThat(row.get(21)).isEqualTo(LocalDateTime.ofInstant(run.at(), ZoneOffset.UTC));
            tells(run.outcome(), row);
        }
    }

    private static void tells(Outcome outcome, List<Object> row) {
        if (outcome instanceof Outcome.EqualTo equal) {
            assertThat(row.get(9)).isEqualTo("equal");
            assertThat(row.subList(15, 18))
                    .isEqualTo(
                            java.util.Arrays.asList(equal.other().publishedId().toString(), equal.rule(), null));
        } else if (outcome instanceof Outcome.Failed failed) {
            assertThat(row.get(9)).isEqualTo("failed");
            assertThat(row.subList(15, 18)).isEqualTo(java.util.Arrays.asList(null, null, failed.error()));
            assertThat(row.get(22)).isNull();
        } else {
            assertThat(row.get(9)).isEqualTo("done");
            assertThat(row.get(22)).isEqualTo(((Outcome.Done) outcome).cost().generationSeconds());
            assertThat(row.get(23)).isEqualTo(((Outcome.Done) outcome).cost().scoringSeconds());
        }
    }

    @Test
    void methodColumnsNameWhatWasDone() {
        assertThat(ask("SELECT DISTINCT norm_pre, norm_post, norm_inf, presampling, fewshot, generator, k, aggregation,"
                        + " distance, weighting, m FROM runs WHERE generator = 'all' ORDER BY ALL"))
                .containsExactly(
                        row(
                                "none",
                                "quantile",
                                "l2",
                                "all",
                                null,
                                "all",
                                null,
                                "max",
                                "inner_product",
                                "uniform",
                                null),
                        row(
                                "none",
                                "quantile",
                                "l2",
                                "all",
                                null,
                                "all",
                                null,
                                "mnn",
                                "cosine",
                                "weighted_by_distance",
                                3),
                        row(
                                "none",
                                "quantile",
                                "l2",
                                "weibull(0, 0.9)",
                                5,
                                "all",
                                null,
                                "max",
                                "inner_product",
                                "uniform",
                                null),
                        row(
                                "none",
                                "quantile",
                                "l2",
                                "weibull(0, 0.9)",
                                5,
                                "all",
                                null,
                                "mnn",
                                "cosine",
                                "weighted_by_distance",
                                3));
    }

    private static List<Object> row(Object... values) {
        return java.util.Arrays.asList(values);
    }

    @Test
    void aggregatesAsJavaDoes() {
        Map<String, List<Double>> expected = new TreeMap<>();
        store.runs()
                .filter(r -> r.scores().isPresent())
                .forEach(r -> expected.computeIfAbsent(
                                r.combination().data().backbone() + "/"
                                        + r.combination().method().generator().wireName(),
                                k -> new ArrayList<>())
                        .add(r.scores().get().accuracy()));
        List<List<Object>> rows =
                ask("SELECT backbone || '/' || generator AS g, count(*), avg(accuracy), median(accuracy)"
                        + " FROM runs WHERE accuracy IS NOT NULL GROUP BY g ORDER BY g");
        assertThat(rows).hasSameSizeAs(expected.keySet());
        for (List<Object> row : rows) {
            List<Double> sorted = expected.get(row.get(0)).stream().sorted().toList();
            int n = sorted.size();
            assertThat(row.get(1)).isEqualTo((long) n);
            assertThat((double) row.get(2))
                    .isCloseTo(sorted.stream().mapToDouble(d -> d).average().orElseThrow(), within(1e-12));
            assertThat((double) row.get(3)).isCloseTo((sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2, within(1e-12));
        }
    }

    @Test
    void predictionsAreAListWhereTheyWereKept() {
        Map<String, List<Integer>> kept = new TreeMap<>();
        store.runs()
                .forEach(r -> r.scores()
                        .filter(CountedScores.class::isInstance)
                        .flatMap(s -> ((CountedScores) s).predictions())
                        .ifPresent(p -> kept.put(
                                r.combination().publishedId().toString(),
                                Arrays.stream(p.toArray()).boxed().toList())));
        assertThat(kept).isNotEmpty();
        List<List<Object>> rows = ask("SELECT id, predictions FROM runs");
        assertThat(rows).hasSize(48).allSatisfy(row -> assertThat(row.get(1)).isEqualTo(kept.get(row.get(0))));
    }

    @Test
    void continualTasksTellAccuraciesAfterEachSplit() {
        Map<String, List<List<Double>>> known = new TreeMap<>();
        store.runs()
                .forEach(r -> r.scores()
                        .filter(CountedScores.class::isInstance)
                        .map(s -> ((CountedScores) s).steps())
                        .filter(steps -> !steps.isEmpty())
                        .ifPresent(steps -> known.put(
                                r.combination().publishedId().toString(),
                                List.of(List.of(steps.get(0).correct().get(0) / 20.0), List.of(3 / 20.0, 10 / 10.0)))));
        assertThat(known).isNotEmpty();
        assertThat(ask("SELECT id, step_accuracies FROM runs"))
                .hasSize(48)
                .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(known.get(row.get(0))));
        assertThat(ask("SELECT count(*) FROM runs WHERE step_accuracies[2][1] = 0.15"))
                .containsExactly(row((long) known.size()));
    }

    @Test
    void nestedValuesAreListsAndMaps() {
        Map<String, Object> inner = new TreeMap<>();
        inner.put("c", null);
        assertThat(ask("SELECT {'a': 1, 'b': {'c': NULL}}, MAP {'x': [1, 2]}, [[1], [2, NULL]], 'abc'::BLOB"))
                .containsExactly(row(
                        Map.of("a", 1, "b", inner),
                        Map.of("x", List.of(1, 2)),
                        List.of(List.of(1), Arrays.asList(2, null)),
                        "616263"));
    }

    @Test
    void aSentenceThatIsNoQueryIsToldWithoutTheDriversWords() {
        assertThatThrownBy(() -> ask("DROP VIEW runs"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query: must answer with rows, such as SELECT");
    }

    @Test
    void aFolderIsNoFileToExportTo() {
        assertThatThrownBy(() -> sql.export(ResultSql.Format.CSV, folder, CsvForm.EXACT))
                .isInstanceOf(StoreException.class)
                .hasMessage(folder + ": is a folder; name a file");
        assertThat(folder.resolveSibling(folder.getFileName() + ".tmp")).doesNotExist();
    }

    @Test
    void whyAFileCannotBeWrittenIsToldInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> sql.export(ResultSql.Format.CSV, file.resolve("runs.csv"), CsvForm.EXACT))
                .isInstanceOf(StoreException.class)
                .hasMessage(file.resolve("runs.csv") + ": cannot be written: " + file
                        + ": exists already and is not a folder");
    }

    @Test
    void collapseIsATable() {
        assertThat(ask("SELECT backbone, dataset, split, nc1, vci, published_intra_rank, samples FROM collapse"))
                .containsExactly(row("resnet18", "MNIST", "train", 0.5, 0.25, 7, 60_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY runs TO 'FOLDER/stolen.csv'",
                "COPY (SELECT 1) TO 'FOLDER/stolen.parquet' (FORMAT parquet)",
                "ATTACH 'FOLDER/other.db' AS other",
                "SELECT * FROM read_csv('FOLDER/secret.csv')",
                "SELECT * FROM 'FOLDER/secret.csv'",
                "SELECT * FROM read_text('FOLDER/secret.csv')",
                "EXPORT DATABASE 'FOLDER/dump'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "RESET lock_configuration",
                "SET temp_directory = 'FOLDER/temp'",
                "SELECT 1; COPY runs TO 'FOLDER/stolen.csv'",
                "DELETE FROM runs",
                "UPDATE runs SET accuracy = 1",
                "CHECKPOINT; COPY collapse TO 'FOLDER/stolen.csv'"
            })
    void queriesReachNoFilesAndChangeNothing(String query) throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        String sentence = query.replace("FOLDER", folder.toString());
        assertThatThrownBy(() -> ask(sentence)).isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**stolen*");
        assertThat(folder.resolve("other.db")).doesNotExist();
        assertThat(folder.resolve("dump")).doesNotExist();
        assertThat(ask("SELECT count(*) FROM runs")).containsExactly(row(48L));
    }

    @Test
    void aWrongQueryIsToldInTheDatabasesWords() {
        assertThatThrownBy(() -> ask("SELECT acuracy FROM runs"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("query: ")
                .hasMessageContaining("acuracy")
                .hasMessageContaining("accuracy");
        assertThatThrownBy(() -> ask("SELEC")).hasMessageStartingWith("query: ");
    }

    @Test
    void exportsWholeTablesOrNothing() throws IOException {
        Path parquet = folder.resolve("it's/runs.parquet");
        Path csv = folder.resolve("runs.csv");
        sql.export(ResultSql.Format.PARQUET, parquet, CsvForm.EXACT);
        sql.export(ResultSql.Format.CSV, csv, CsvForm.EXACT);
        assertThat(csv).content().startsWith("id,backbone,dataset,");
        assertThat(parquet).isNotEmptyFile();
        assertThat(folder.resolve("it's")).isDirectoryContaining(f -> true).isDirectoryNotContaining("glob:**.tmp");
        try (java.sql.Connection other = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = other.createStatement()) {
            for (String from : List.of(parquet.toString().replace("'", "''"), csv.toString())) {
                try (java.sql.ResultSet rows = statement.executeQuery(
                        "SELECT count(*), sum(accuracy), count(DISTINCT id::VARCHAR) FROM '" + from + "'")) {
                    rows.next();
                    assertThat(rows.getLong(1)).isEqualTo(48);
                    assertThat(rows.getDouble(2))
                            .isCloseTo(
                                    store.runs()
                                            .flatMap(r -> r.scores().stream())
                                            .mapToDouble(Scores::accuracy)
                                            .sum(),
                                    within(1e-9));
                    assertThat(rows.getLong(3)).isEqualTo(48);
                }
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void severalExportsToOneFileAtOnceAllSucceedAndLeaveOneWholeFile() throws IOException {
        Path csv = folder.resolve("once/runs.csv");
        java.util.stream.IntStream.range(0, 4).parallel().forEach(i -> {
            try (ResultSql own = ResultSql.of(store)) {
                own.export(ResultSql.Format.CSV, csv, CsvForm.EXACT);
            }
        });
        Path alone = folder.resolve("once/alone.csv");
        try (ResultSql own = ResultSql.of(store)) {
            own.export(ResultSql.Format.CSV, alone, CsvForm.EXACT);
        }
        assertThat(csv).hasSameTextualContentAs(alone);
        try (java.util.stream.Stream<Path> files = Files.list(csv.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(csv, alone);
        }
    }

    @Test
    void whatASpreadsheetRunsIsExportedWithAnApostropheIfAsked() throws IOException {
        try (StoreWriter writer = store.writer(Made.SESSION)) {
            writer.append(grid.get(2), new Outcome.Failed("=HYPERLINK(\"x\")"));
            writer.append(grid.get(8), new Outcome.Failed("-1.5"));
        }
        store.refresh();
        Path plain = folder.resolve("plain.csv");
        Path safe = folder.resolve("safe.csv");
        try (ResultSql again = ResultSql.of(store)) {
            again.export(ResultSql.Format.CSV, plain, CsvForm.EXACT);
            again.export(ResultSql.Format.CSV, safe, CsvForm.SPREADSHEET);
        }
        assertThat(plain).content().contains(",\"=HYPERLINK(\"\"x\"\")\",", ",-1.5,");
        assertThat(safe)
                .content()
                .contains(",\"'=HYPERLINK(\"\"x\"\")\",", ",-1.5,")
                .doesNotContain(",''");
        assertThat(Files.readString(safe).replace("'=", "=")).isEqualTo(Files.readString(plain));
    }
}
