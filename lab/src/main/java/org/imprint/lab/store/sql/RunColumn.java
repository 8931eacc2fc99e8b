package org.imprint.lab.store.sql;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBColumnType;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.result.Thrown;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WirePresampling;

/** The columns of {@code runs}, each with how it is had from a row; what a query does not use is not computed. */
enum RunColumn {
    /** First, because counting rows asks for the first column, and this costs nothing. */
    SEED(DuckDBColumnType.BIGINT, Scope.ROW, RowCells::seed),
    /** Published id, decimal. */
    ID(
            DuckDBColumnType.VARCHAR,
            Scope.ROW,
            row -> row.combination().publishedId().toString()),
    BACKBONE(DuckDBColumnType.VARCHAR, Scope.DATA, ofData(DataChoice::backbone)),
    /** Several data sets with a plus between them. */
    DATASET(DuckDBColumnType.VARCHAR, Scope.DATA, ofData(d -> String.join("+", d.dataSets()))),
    REMAPPING(DuckDBColumnType.VARCHAR, Scope.DATA, ofData(d -> d.mapping().name())),
    TASK(DuckDBColumnType.VARCHAR, Scope.DATA, ofData(d -> d.task().name())),
    CLASSES(DuckDBColumnType.INTEGER, Scope.DATA, ofData(RunColumn::classes)),
    /** Splits of the task, one unless it is continual. */
    STEPS(DuckDBColumnType.INTEGER, Scope.DATA, ofData(d -> d.task().splits().size())),
    SEMANTICS(DuckDBColumnType.VARCHAR, Scope.DATA, row -> row.semantics().wireName()),
    NORM_PRE(DuckDBColumnType.VARCHAR, Scope.METHOD, ofMethod(m -> m.pre().wireName())),
    NORM_POST(DuckDBColumnType.VARCHAR, Scope.METHOD, ofMethod(m -> m.post().wireName())),
    NORM_INF(DuckDBColumnType.VARCHAR, Scope.METHOD, ofMethod(m -> m.inf().wireName())),
    /** {@code all}, or {@code weibull(low, high)}. */
    PRESAMPLING(DuckDBColumnType.VARCHAR, Scope.METHOD, ofMethod(m -> presampling(m.presampling()))),
    /** Null if the generator sees all rows. */
    FEWSHOT(
            DuckDBColumnType.INTEGER,
            Scope.METHOD,
            ofMethod(m -> orNull(m.presampling().fewShot()))),
    GENERATOR(
            DuckDBColumnType.VARCHAR, Scope.METHOD, ofMethod(m -> m.generator().wireName())),
    /** Null for the generator that keeps every row. */
    K(DuckDBColumnType.INTEGER, Scope.METHOD, ofMethod(m -> perClass(m.generator()))),
    AGGREGATION(
            DuckDBColumnType.VARCHAR,
            Scope.METHOD,
            ofMethod(m -> m.aggregation().wireName())),
    DISTANCE(
            DuckDBColumnType.VARCHAR,
            Scope.METHOD,
            ofMethod(m -> m.aggregation().distance())),
    WEIGHTING(
            DuckDBColumnType.VARCHAR,
            Scope.METHOD,
            ofMethod(m -> m.aggregation().weighting().wireName())),
    /** Null for max. */
    M(
            DuckDBColumnType.INTEGER,
            Scope.METHOD,
            ofMethod(m -> orNull(m.aggregation().voters()))),
    /** {@code done}, {@code equal} or {@code failed}. */
    STATUS(DuckDBColumnType.VARCHAR, Scope.ROW, row -> row.status().wireName()),
    /** In [0, 1]; of an equal run that of the other; null if it failed. */
    ACCURACY(DuckDBColumnType.DOUBLE, Scope.ROW, row -> Double.isNaN(row.accuracy()) ? null : row.accuracy()),
    WEIGHTED_F1(DuckDBColumnType.DOUBLE, Scope.ROW, ofScores(Scores::weightedF1)),
    TRAIN_ACCURACY(DuckDBColumnType.DOUBLE, Scope.ROW, ofScores(s -> orNull(s.trainAccuracy()))),
    /** Test rows. */
    SAMPLES(DuckDBColumnType.BIGINT, Scope.ROW, ofScores(Scores::samples)),
    GENERATION_SECONDS(DuckDBColumnType.DOUBLE, Scope.ROW, ofCost(Cost::generationSeconds)),
    SCORING_SECONDS(DuckDBColumnType.DOUBLE, Scope.ROW, ofCost(Cost::scoringSeconds)),
    /** Published id of the run whose scores these are. */
    EQUAL_TO(
            DuckDBColumnType.VARCHAR,
            Scope.ROW,
            ofEqual(e -> e.other().publishedId().toString())),
    RULE(DuckDBColumnType.VARCHAR, Scope.ROW, ofEqual(Outcome.EqualTo::rule)),
    ERROR(DuckDBColumnType.VARCHAR, Scope.ROW, ofFailed(f -> Optional.of(f.error()))),
    /** Class of what a failed run threw; null if that was not kept. */
    ERROR_TYPE(DuckDBColumnType.VARCHAR, Scope.ROW, ofFailed(f -> f.thrown().map(Thrown::type))),
    /** Where it was thrown: class and method, the innermost first, {@code <} between them. */
    ERROR_FRAMES(
            DuckDBColumnType.VARCHAR, Scope.ROW, ofFailed(f -> f.thrown().map(t -> String.join(" < ", t.frames())))),
    SWEEP(DuckDBColumnType.VARCHAR, Scope.ROW, row -> row.session().sweep()),
    HOST(DuckDBColumnType.VARCHAR, Scope.ROW, row -> row.session().host()),
    VERSION(DuckDBColumnType.VARCHAR, Scope.ROW, row -> row.session().version()),
    /** UTC. */
    ENDED_AT(DuckDBColumnType.TIMESTAMP, Scope.ROW, row -> LocalDateTime.ofInstant(row.at(), ZoneOffset.UTC)),
    /** By class in task order: text between Java and the database, a list of doubles in the view. */
    F1(DuckDBColumnType.VARCHAR, Scope.ROW, ofScores(s -> list(s.f1()))),
    /** Answered class of each test row by its place in the task, if kept; text and a list as before. */
    PREDICTIONS(DuckDBColumnType.VARCHAR, Scope.ROW, ofScores(RunColumn::predictions)),
    /** Of a continual task: after each split the accuracy on each split seen so far; text and lists as before. */
    STEP_ACCURACIES(DuckDBColumnType.VARCHAR, Scope.ROW, ofScores(RunColumn::stepAccuracies));

    /** For which rows a value is the same. */
    enum Scope {
        DATA,
        METHOD,
        ROW
    }

    private final DuckDBColumnType type;
    private final Scope scope;
    private final Function<RowCells, Object> cell;

    RunColumn(DuckDBColumnType type, Scope scope, Function<RowCells, Object> cell) {
        this.type = type;
        this.scope = scope;
        this.cell = cell;
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    DuckDBColumnType type() {
        return type;
    }

    Scope scope() {
        return scope;
    }

    /** Returns the value; null is SQL's null. */
    Object of(RowCells row) {
        return cell.apply(row);
    }

    /** Returns the columns of the view, in its order. */
    static List<String> view() {
        List<String> columns = new ArrayList<>();
        for (RunColumn column : values()) {
            if (column == STATUS) {
                columns.add(SEED.sqlName());
            }
            if (column != SEED) {
                columns.add(
                        switch (column) {
                            case F1 -> "CAST(f1 AS DOUBLE[]) AS f1";
                            case PREDICTIONS -> "CAST(predictions AS INTEGER[]) AS predictions";
                            case STEP_ACCURACIES -> "CAST(step_accuracies AS DOUBLE[][]) AS step_accuracies";
                            default -> column.sqlName();
                        });
            }
        }
        return columns;
    }

    /** Returns the columns that are text in the view, too. */
    static List<String> texts() {
        Set<RunColumn> lists = EnumSet.of(F1, PREDICTIONS, STEP_ACCURACIES);
        return Arrays.stream(values())
                .filter(column -> column.type == DuckDBColumnType.VARCHAR && !lists.contains(column))
                .map(RunColumn::sqlName)
                .toList();
    }

    private static Function<RowCells, Object> ofData(Function<DataChoice, Object> value) {
        return row -> value.apply(row.combination().data());
    }

    private static Function<RowCells, Object> ofMethod(Function<Method, Object> value) {
        return row -> value.apply(row.combination().method());
    }

    private static Function<RowCells, Object> ofScores(Function<Scores, Object> value) {
        return row -> row.done()
                .map(done -> value.apply(done.scores()))
                .filter(v -> !(v instanceof Double d && d.isNaN()))
                .orElse(null);
    }

    private static Function<RowCells, Object> ofCost(Function<Cost, Object> value) {
        return row -> row.done().map(done -> value.apply(done.cost())).orElse(null);
    }

    private static Function<RowCells, Object> ofEqual(Function<Outcome.EqualTo, Object> value) {
        return row -> row.equal().map(value).orElse(null);
    }

    private static Function<RowCells, Object> ofFailed(Function<Outcome.Failed, Optional<String>> value) {
        return row -> row.failed().flatMap(value).orElse(null);
    }

    private static int classes(DataChoice data) {
        return data.task().splits().stream().mapToInt(List::size).sum();
    }

    private static String presampling(Presampling choice) {
        WirePresampling wire = WirePresampling.of(choice);
        return wire.method() + (wire.hasBand() ? "(" + wire.low() + ", " + wire.high() + ")" : "");
    }

    private static Object perClass(ProxyGenerator generator) {
        return generator.k() == ProxyGenerator.EVERY_ROW ? null : generator.k();
    }

    private static Object orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static Object orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String predictions(Scores scores) {
        return scores instanceof CountedScores counted
                ? counted.predictions().map(p -> Arrays.toString(p.toArray())).orElse(null)
                : null;
    }

    private static String stepAccuracies(Scores scores) {
        return scores instanceof CountedScores counted && !counted.steps().isEmpty()
                ? list(counted.steps().stream().map(RunColumn::ofSplits).toList())
                : null;
    }

    private static String ofSplits(StepCounts step) {
        return list(
                IntStream.range(0, step.sizes().size()).mapToObj(step::accuracy).toList());
    }

    private static String list(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
