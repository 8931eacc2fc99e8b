package org.imprint.study.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodKey;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.method.Titles;
import org.imprint.study.analysis.method.Words;
import org.imprint.study.analysis.ranking.Highlight;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.analysis.ranking.Slice;
import org.imprint.study.analysis.ranking.Standing;
import org.imprint.study.analysis.table.Cell;
import org.imprint.study.analysis.table.Column;
import org.imprint.study.analysis.table.Table;
import org.imprint.study.stats.Clique;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.MethodPair;
import org.imprint.study.stats.RankedMethod;
import org.imprint.study.stats.significance.SignedRank;

/** The written tables of one ranking. */
public final class RankingTables {

    private static final List<Column> SPREADS = List.of(
            Column.numbers("rank", "rank_mean"),
            Column.numbers("rank std", "rank_std"),
            Column.numbers("rank stderr", "rank_stderr"),
            Column.numbers("accuracy, %", "accuracy_mean"),
            Column.numbers("acc. std", "accuracy_std"),
            Column.numbers("acc. stderr", "accuracy_stderr"),
            Column.numbers("n", "n"));

    private final Ranking ranking;
    private final Medians medians;
    private final Slice slice;

    private RankingTables(Ranking ranking, Medians medians) {
        this.ranking = ranking;
        this.medians = medians;
        this.slice = ranking.slice();
    }

    /** Returns the tables of a ranking. */
    public static RankingTables of(Ranking ranking, Medians medians) {
        return new RankingTables(ranking, medians);
    }

    /** Returns the table of the paper: the best configuration of each value. */
    public Table best() {
        return slice.highlight() instanceof Highlight.Recipes ? recipes() : bestOfEachValue();
    }

    private Table bestOfEachValue() {
        List<Standing> best = ranking.best();
        Map<Boolean, List<MethodKey>> varying = Arrays.stream(MethodKey.values())
                .collect(Collectors.partitioningBy(key ->
                        best.stream().map(s -> key.of(s.method())).distinct().count() > 1));
        List<Column> columns = new ArrayList<>();
        columns.add(Column.words(slice.highlight().heading(), "value"));
        List<MethodKey> shown =
                varying.get(true).stream().filter(key -> !tellsTheValue(key)).toList();
        shown.forEach(key -> columns.add(new Column(Words.of(key), key.wireName(), numeric(key))));
        columns.addAll(SPREADS);
        columns.add(Column.words("", "mark"));
        List<List<Cell>> rows = best.stream()
                .map(s -> {
                    List<Cell> row = new ArrayList<>();
                    row.add(value(s));
                    shown.forEach(key -> row.add(Cell.text(Titles.of(key, s.method()), key.of(s.method()))));
                    row.addAll(spreads(s));
                    row.add(Cell.text(s.mark().wireName()));
                    return row;
                })
                .toList();
        List<String> notes = new ArrayList<>(notes());
        if (best.size() > 1) {
            notes.add("All rows: " + text(varying.get(false), best.get(0).method()) + ".");
        }
        return new Table(slice.name(), slice.title(), notes, columns, rows);
    }

    private boolean tellsTheValue(MethodKey key) {
        return slice.highlight() instanceof Highlight.Keys keys && keys.keys().contains(key);
    }

    private static boolean numeric(MethodKey key) {
        return key == MethodKey.K || key == MethodKey.M || key == MethodKey.FEWSHOT;
    }

    private static String text(List<MethodKey> keys, Method method) {
        return keys.stream().map(key -> key.wireName() + "=" + key.of(method)).collect(Collectors.joining(" "));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("For each " + slice.highlight().name()
                + " the configuration of best mean rank within groups, ranked by median accuracy over the seeds.");
        notes.add(slice.filter().isEverything() ? "All runs are taken." : "Runs taken: " + slice.filter() + ".");
        notes.add(ranking.coverage());
        return notes;
    }

    private static List<Cell> spreads(Standing s) {
        return List.of(
                Cell.fixed(s.rank().mean(), 2),
                Cell.fixed(s.rank().std(), 2),
                Cell.fixed(s.rank().stderr(), 2),
                Cell.fixed(s.accuracy().mean(), 2),
                Cell.fixed(s.accuracy().std(), 2),
                Cell.fixed(s.accuracy().stderr(), 2),
                Cell.count(s.rank().n()));
    }

    private Table recipes() {
        List<Column> columns = new ArrayList<>(
                List.of(Column.words("recipe", "recipe"), Column.words("configuration", "configuration")));
        columns.addAll(SPREADS);
        columns.add(Column.numbers("published, %", "published_accuracy"));
        Map<String, Standing> found =
                ranking.standings().stream().collect(Collectors.toMap(Standing::value, Function.identity()));
        List<List<Cell>> rows = new ArrayList<>();
        ranking.standings()
                .forEach(s -> rows.add(recipe(Preset.of(s.method().recipe()).orElseThrow(), s.method(), spreads(s))));
        List<String> absent = new ArrayList<>();
        for (Preset recipe : Preset.values()) {
            if (!found.containsKey(recipe.title())) {
                absent.add(recipe.title());
                List<Cell> none = new ArrayList<>(
                        SPREADS.stream().map(c -> Cell.nothing()).toList());
                none.set(none.size() - 1, Cell.count(0));
                rows.add(recipe(recipe, Method.of(recipe.published()), none));
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add("The recipes of previous work and of the paper, over all groups that have them.");
        notes.add(ranking.coverage());
        notes.add("Published: mean over 12 tasks x 4 backbones; of those " + Preset.PUBLISHED_GROUPS
                + " groups " + amongPublished() + " are among our "
                + ranking.groups().size() + ".");
        if (!absent.isEmpty()) {
            notes.add("Not run, or left out: " + String.join(", ", absent).replaceFirst("\\.$", "") + ".");
        }
        return new Table(slice.name(), slice.title(), notes, columns, rows);
    }

    private static List<Cell> recipe(Preset recipe, Method method, List<Cell> spreads) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(recipe.title()));
        row.add(Cell.text(Titles.configuration(method), method.text()));
        row.addAll(spreads);
        row.add(Cell.fixed(recipe.publishedAccuracy(), 2));
        return row;
    }

    private long amongPublished() {
        return medians.groups().stream()
                .filter(g -> ranking.groups().contains(g.name()))
                .filter(g -> PublishedGroups.contain(g.data()))
                .count();
    }

    /** Returns every configuration ranked, not the best of each value alone. */
    public Table all() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.words(slice.highlight().heading(), "value"));
        columns.addAll(MethodColumns.COLUMNS);
        columns.addAll(SPREADS);
        columns.add(Column.words("", "mark"));
        List<List<Cell>> rows = ranking.standings().stream()
                .map(s -> {
                    List<Cell> row = new ArrayList<>();
                    row.add(value(s));
                    row.addAll(MethodColumns.cells(s.method()));
                    row.addAll(spreads(s));
                    row.add(Cell.text(s.mark().wireName()));
                    return row;
                })
                .toList();
        return new Table(slice.name() + "-all", slice.title() + ", all configurations", notes(), columns, rows);
    }

    /** Returns the tests of all pairs; empty if none was tested. */
    public Optional<Table> pairs() {
        return ranking.comparison().filter(c -> !c.pairs().isEmpty()).map(this::pairs);
    }

    private Table pairs(Comparison comparison) {
        List<Column> columns = List.of(
                Column.words("better", "first"),
                Column.words("than", "second"),
                Column.numbers("p", "p"),
                Column.numbers("p adjusted", "p_adjusted"),
                Column.numbers("rank-biserial r", "rank_biserial"),
                Column.words("told apart", "different"));
        List<List<Cell>> rows = comparison.pairs().stream()
                .map(pair -> List.of(
                        method(comparison, pair.first()),
                        method(comparison, pair.second()),
                        Cell.significant(pair.p(), 3),
                        Cell.significant(pair.adjustedP(), 3),
                        Cell.fixed(effect(pair), 2),
                        Cell.text(pair.different() ? "yes" : "no")))
                .toList();
        List<String> notes = List.of(
                comparison.verdict().sentence(),
                "r is the matched-pairs rank-biserial correlation, 1 if the first is better in every group that differs.");
        return new Table(slice.name() + "-pairs", slice.title() + ", pairs", notes, columns, rows);
    }

    private Cell value(Standing standing) {
        return Cell.text(slice.highlight().title(standing.method()).orElseThrow(), standing.value());
    }

    /** Returns a method of the comparison, which knows titles alone. */
    private Cell method(Comparison comparison, int position) {
        Map<String, String> values = ranking.best().stream()
                .collect(Collectors.toMap(
                        s -> slice.highlight().title(s.method()).orElseThrow(), Standing::value));
        RankedMethod method = comparison.methods().get(position);
        List<String> names = method.names().stream().map(values::get).toList();
        return Cell.text(method.label(), new RankedMethod(names, method.averageRank()).label());
    }

    private static String label(Comparison comparison, int position) {
        return comparison.methods().get(position).label();
    }

    private static double effect(MethodPair pair) {
        return pair.signedRank().map(SignedRank::rankBiserial).orElse(Double.NaN);
    }

    /** Returns what the statistics say, one sentence each. */
    public List<String> statistics() {
        if (ranking.comparison().isEmpty()) {
            return List.of(ranking.whyNoComparison());
        }
        Comparison comparison = ranking.comparison().get();
        List<String> sentences = new ArrayList<>();
        sentences.add(comparison.verdict().sentence());
        if (!comparison.pairs().isEmpty()) {
            String apart = "Not told apart: " + cliques(comparison);
            sentences.add(apart.endsWith(".") ? apart : apart + ".");
        }
        comparison
                .criticalDifference()
                .ifPresent(cd -> sentences.add(
                        "Critical difference: " + Cell.fixed(cd, 3).shown() + " ranks."));
        sentences.addAll(comparison.notes());
        if (ranking.standings().size() > ranking.best().size()
                && !comparison.pairs().isEmpty()) {
            sentences.add("The best of each " + slice.highlight().name()
                    + " was chosen on these same groups, so p favours" + " those with many configurations.");
        }
        return sentences;
    }

    private static String cliques(Comparison comparison) {
        List<Clique> several = comparison.cliques().stream()
                .filter(c -> c.members().size() > 1)
                .toList();
        return several.isEmpty()
                ? "none"
                : several.stream()
                        .map(c -> c.members().stream()
                                .map(m -> label(comparison, m))
                                .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "));
    }
}
