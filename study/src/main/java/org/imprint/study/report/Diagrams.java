package org.imprint.study.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.method.Titles;
import org.imprint.study.analysis.ranking.Placing;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.RankedMethod;
import org.imprint.study.stats.ScoreTable;

/**
 * Compares, on each comparable set, the best configuration of every GEN, of every NORM and of every AGG, and the published recipes.
 *
 * <p>Best is the lowest mean rank over the groups among all configurations of the set, ranks by median accuracy, ties sharing
 * their mean.
 */
final class Diagrams {

    private static final int MOST_ENTRIES = 16;

    private final RunTable table;

    private Diagrams(RunTable table) {
        this.table = table;
    }

    /** Returns the diagrams of at least two methods. */
    static List<Diagram> of(RunTable table, List<ComparableSet> sets) {
        Diagrams diagrams = new Diagrams(table);
        List<Diagram> all = new ArrayList<>();
        for (int s = 0; s < sets.size(); s++) {
            all.addAll(diagrams.of(s, sets.get(s)));
        }
        return all;
    }

    private List<Diagram> of(int place, ComparableSet set) {
        Map<Integer, Double> ranks = meanRanks(set);
        Map<String, Function<Method, Optional<String>>> axes = new LinkedHashMap<>();
        axes.put("GEN", m -> Optional.of(m.generator().kind().title()));
        axes.put("NORM", m -> Optional.of(Titles.norms(m)));
        axes.put("AGG", m -> Optional.of(Titles.aggregation(m.aggregation())));
        axes.put("recipe", m -> Preset.of(m.recipe()).map(Preset::title));
        List<Diagram> diagrams = new ArrayList<>();
        axes.forEach((axis, value) -> {
            Map<String, Integer> best = best(ranks, value);
            if (best.size() > 1) {
                diagrams.add(diagram(place, axis, set, best));
            }
        });
        return diagrams;
    }

    private Map<Integer, Double> meanRanks(ComparableSet set) {
        List<Placing> placings = Placing.of(
                table.medians(),
                set.groups().stream().map(table::medianGroup).toList(),
                set.methods().stream().map(table::medianMethod).toList());
        Map<Integer, Double> means = new HashMap<>();
        for (int m = 0; m < placings.size(); m++) {
            if (placings.get(m).rank().n() > 0) {
                means.put(set.methods().get(m), placings.get(m).rank().mean());
            }
        }
        return means;
    }

    /** Returns the best configuration of each value of an axis, best first. */
    private Map<String, Integer> best(Map<Integer, Double> ranks, Function<Method, Optional<String>> axis) {
        Map<String, Integer> best = new LinkedHashMap<>();
        ranks.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .forEach(m -> axis.apply(table.methods().get(m)).ifPresent(value -> best.putIfAbsent(value, m)));
        return best;
    }

    private Diagram diagram(int place, String axis, ComparableSet set, Map<String, Integer> best) {
        List<String> shown = best.keySet().stream().limit(MOST_ENTRIES).toList();
        ScoreTable.Builder scores = ScoreTable.builder();
        for (int g : set.groups()) {
            shown.forEach(value -> scores.add(
                    value,
                    "group " + g,
                    table.medians()
                            .accuracy(table.medianGroup(g), table.medianMethod(best.get(value)))
                            .orElse(Double.NaN)));
        }
        Comparison comparison = Comparison.of(scores.build(), ComparisonOptions.defaults());
        List<String> notes = new ArrayList<>();
        notes.add(comparison.barMeaning());
        notes.addAll(comparison.notes());
        if (shown.size() < best.size()) {
            notes.add("The best " + shown.size() + " of " + best.size() + " are shown and compared.");
        }
        return new Diagram(
                place,
                axis,
                comparison.methods().stream().map(m -> entry(m, best)).toList(),
                comparison.cliques().stream()
                        .map(c -> List.of(c.first(), c.last()))
                        .toList(),
                comparison.verdict().sentence(),
                notes);
    }

    private static Diagram.Entry entry(RankedMethod method, Map<String, Integer> best) {
        return new Diagram.Entry(
                method.label(),
                method.averageRank(),
                method.names().stream()
                        .map(best::get)
                        .sorted(Comparator.naturalOrder())
                        .toList());
    }
}
