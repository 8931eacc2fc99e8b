package org.imprint.study.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.median.RunTimes;
import org.imprint.study.analysis.median.Spread;
import org.imprint.study.analysis.ranking.LeftOut;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.analysis.table.Cell;
import org.imprint.study.analysis.table.Column;
import org.imprint.study.analysis.table.Table;

/** The written tables of an analysis that belong to no single ranking. */
public final class AnalysisTables {

    private final Analysis analysis;

    private AnalysisTables(Analysis analysis) {
        this.analysis = analysis;
    }

    /** Returns the tables of an analysis. */
    public static AnalysisTables of(Analysis analysis) {
        return new AnalysisTables(analysis);
    }

    /** Returns what GEN takes, by generator and k. */
    public Table runTimes() {
        List<Column> columns = List.of(
                Column.words("GEN", "generator"),
                Column.numbers("k", "k"),
                Column.words("", "one_time_for_every_k"),
                Column.numbers("mean, s", "mean"),
                Column.numbers("median, s", "median"),
                Column.numbers("lower quartile, s", "quartile1"),
                Column.numbers("upper quartile, s", "quartile3"),
                Column.numbers("n", "n"));
        List<List<Cell>> rows = analysis.runTimes().rows().stream()
                .map(row -> List.of(
                        Cell.text(
                                row.generator().kind().title(), row.generator().wireName()),
                        k(row),
                        Cell.text(row.together() ? "at once" : "", row.together() ? "yes" : "no"),
                        Cell.significant(row.spread().mean(), 3),
                        Cell.significant(row.quantile(0.5), 3),
                        Cell.significant(row.quantile(0.25), 3),
                        Cell.significant(row.quantile(0.75), 3),
                        Cell.count(row.medians().size())))
                .toList();
        List<String> notes = rows.isEmpty()
                ? List.of("No run tells what GEN took.")
                : List.of(
                        "Seconds of GEN with NORMpre on every row: of each group the median over its runs, then over the n groups.",
                        "A run that shares its proxies with others counts them in full; where one computation gives the proxies of"
                                + " every k (≤), its time is shown once.");
        return new Table("run-times", "Generation time", notes, columns, rows);
    }

    private static Cell k(RunTimes.Row row) {
        String k = row.generator().k() != ProxyGenerator.EVERY_ROW
                ? Integer.toString(row.generator().k())
                : "all";
        return Cell.text(row.together() ? "≤ " + k : k, k);
    }

    /** Returns the cells with another number of seeds than usual, or with failed runs. */
    public Table seeds() {
        List<Column> columns = new ArrayList<>(List.of(Column.words("group", "group")));
        columns.addAll(MethodColumns.COLUMNS);
        columns.add(Column.numbers("seeds", "seeds"));
        columns.add(Column.numbers("failed", "failed"));
        columns.add(Column.words("first error", "error"));
        List<List<Cell>> rows = analysis.seeds().unusual().stream()
                .map(u -> concat(
                        List.of(Cell.text(u.group())),
                        MethodColumns.cells(u.method()),
                        List.of(Cell.count(u.seeds()), Cell.count(u.failed()), Cell.text(u.error()))))
                .toList();
        return new Table(
                "seeds", "Unusual numbers of seeds", List.of(analysis.seeds().sentence()), columns, rows);
    }

    /** Returns the groups and configurations that rankings leave out because scores are missing. */
    public Table leftOut() {
        List<Column> columns = List.of(
                Column.words("table", "table"),
                Column.words("what", "what"),
                Column.words("left out", "name"),
                Column.numbers("scores missing", "lacking"),
                Column.numbers("of", "of"));
        List<List<Cell>> rows = analysis.rankings().stream()
                .flatMap(r -> Stream.concat(
                        r.leftOutGroups().stream().map(l -> row(r, "group", l)),
                        r.leftOutConfigurations().stream().map(l -> row(r, "configuration", l))))
                .toList();
        return new Table(
                "left-out",
                "Left out of tables",
                List.of("Groups and configurations left out by rule "
                        + analysis.options().gaps().wireName() + "."),
                columns,
                rows);
    }

    private static List<Cell> row(Ranking ranking, String what, LeftOut left) {
        return List.of(
                Cell.text(ranking.slice().name()),
                Cell.text(what),
                Cell.text(left.title(), left.name()),
                Cell.count(left.lacking()),
                Cell.count(left.of()));
    }

    /** Returns the median of every cell that has one: the input of everything else. */
    public Table medians() {
        Medians medians = analysis.medians();
        List<Column> columns = new ArrayList<>(List.of(Column.words("group", "group")));
        columns.addAll(MethodColumns.COLUMNS);
        columns.add(Column.numbers("accuracy, %", "accuracy"));
        columns.add(Column.numbers("seeds", "seeds"));
        columns.add(Column.numbers("generation, s", "generation_seconds"));
        List<List<Cell>> rows = new ArrayList<>();
        for (int g = 0; g < medians.groups().size(); g++) {
            for (int m : medians.methodsIn(g)) {
                if (medians.accuracy(g, m).isPresent()) {
                    rows.add(concat(
                            List.of(Cell.text(medians.groups().get(g).name())),
                            MethodColumns.cells(medians.methods().get(m)),
                            List.of(
                                    Cell.fixed(medians.accuracy(g, m).getAsDouble(), 2),
                                    Cell.count(medians.accuracies(g, m).length),
                                    Cell.significant(Spread.median(medians.generationSeconds(g, m)), 3))));
                }
            }
        }
        List<String> notes = List.of("Medians over the seeds of each group and configuration.");
        return new Table("medians", "Medians over the seeds", notes, columns, rows);
    }

    private static List<Cell> concat(List<Cell> first, List<Cell> second, List<Cell> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }
}
