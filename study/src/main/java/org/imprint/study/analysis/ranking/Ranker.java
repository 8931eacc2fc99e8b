package org.imprint.study.analysis.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodOrder;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.method.Titles;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.ScoreTable;

/** One ranking of a slice. */
public final class Ranker {

    private static final int MOST_COMPARED = 100;

    private final Medians medians;
    private final Slice slice;
    private final ComparisonOptions options;
    private final Rectangle table;
    private final int allGroups;
    private final int allMethods;

    private Ranker(Medians medians, Slice slice, Gaps gaps, ComparisonOptions options) {
        this.medians = medians;
        this.slice = slice;
        this.options = options;
        int[] methods = IntStream.range(0, medians.methods().size())
                .filter(m -> slice.takes(medians.methods().get(m)))
                .toArray();
        Set<Integer> wanted = new HashSet<>();
        IntStream.of(methods).forEach(wanted::add);
        int[] groups = medians.groupPlaces()
                .filter(g -> slice.filter().test(medians.groups().get(g).data()))
                .filter(g -> IntStream.of(medians.methodsIn(g)).anyMatch(wanted::contains))
                .toArray();
        int[] present = IntStream.of(methods)
                .filter(m -> IntStream.of(groups).anyMatch(g -> medians.hasRuns(g, m)))
                .toArray();
        int[] different = slice.highlight().isOneEach() ? oneEach(groups, present) : present;
        this.table = Rectangle.of(medians, groups, different, gaps);
        this.allGroups = groups.length;
        this.allMethods = different.length;
    }

    /** Returns of each value the configuration that most groups have, of several the preferred one. */
    private int[] oneEach(int[] groups, int[] methods) {
        Map<String, Integer> best = new TreeMap<>();
        for (int m : methods) {
            String value = slice.highlight().value(medians.methods().get(m)).orElseThrow();
            best.merge(value, m, (a, b) -> better(groups, b, a) ? b : a);
        }
        return best.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private boolean better(int[] groups, int one, int other) {
        long more = scored(groups, one) - scored(groups, other);
        return more > 0
                || more == 0 && slice.highlight().prefers(medians.methods().get(one));
    }

    private long scored(int[] groups, int method) {
        return IntStream.of(groups)
                .filter(g -> medians.accuracy(g, method).isPresent())
                .count();
    }

    /** Ranks what a slice takes. */
    public static Ranking rank(Medians medians, Slice slice, Gaps gaps, ComparisonOptions options) {
        return new Ranker(medians, slice, gaps, options).rank();
    }

    private Ranking rank() {
        List<Standing> standings = table.groups().isEmpty() ? List.of() : marked(sorted());
        List<Standing> best =
                standings.stream().filter(s -> s.mark() != Mark.NONE).toList();
        String whyNot = whyNoComparison(best);
        return new Ranking(
                slice,
                standings,
                table.groups().stream().map(this::groupName).toList(),
                leftOut(table.droppedGroups(), this::groupName, this::groupName, allMethods),
                leftOut(
                        table.droppedMethods(),
                        m -> medians.methods().get(m).text(),
                        m -> Titles.configuration(medians.methods().get(m)),
                        allGroups),
                table.missing(),
                whyNot.isEmpty() ? Optional.of(compare(best)) : Optional.empty(),
                whyNot);
    }

    private String groupName(int group) {
        return medians.groups().get(group).name();
    }

    private static List<LeftOut> leftOut(
            List<Rectangle.Dropped> dropped, IntFunction<String> name, IntFunction<String> title, int of) {
        return dropped.stream()
                .map(d -> new LeftOut(name.apply(d.place()), title.apply(d.place()), d.lacked(), of))
                .toList();
    }

    private List<Standing> sorted() {
        return Placing.of(medians, table.groups(), table.methods()).stream()
                .map(this::standing)
                .sorted(Comparator.<Standing>comparingDouble(s -> s.rank().mean())
                        .thenComparing(s -> -s.accuracy().mean())
                        .thenComparing(Standing::method, MethodOrder.METHOD))
                .toList();
    }

    private double accuracy(int group, int method) {
        return medians.accuracy(group, method).orElseThrow();
    }

    private Standing standing(Placing placing) {
        Method method = medians.methods().get(placing.method());
        String value = slice.highlight().value(method).orElseThrow();
        return new Standing(method, value, Mark.NONE, placing.rank(), placing.accuracy());
    }

    private static List<Standing> marked(List<Standing> sorted) {
        Set<String> seen = new HashSet<>();
        List<Standing> marked = new ArrayList<>();
        for (Standing s : sorted) {
            Mark mark =
                    marked.isEmpty() ? Mark.OVERALL_BEST : seen.contains(s.value()) ? Mark.NONE : Mark.BEST_IN_GROUP;
            seen.add(s.value());
            marked.add(new Standing(s.method(), s.value(), mark, s.rank(), s.accuracy()));
        }
        return marked;
    }

    private String whyNoComparison(List<Standing> best) {
        if (best.isEmpty()) {
            return "There are no scores, so there is nothing to compare.";
        }
        return best.size() <= MOST_COMPARED
                ? ""
                : "There are " + best.size() + " values of " + slice.highlight().name()
                        + "; comparing all pairs of more than " + MOST_COMPARED + " would tell hardly any apart.";
    }

    private String title(Standing standing) {
        return slice.highlight().title(standing.method()).orElseThrow();
    }

    private Comparison compare(List<Standing> best) {
        Map<Method, Integer> place = new HashMap<>();
        table.methods().forEach(m -> place.put(medians.methods().get(m), m));
        ScoreTable.Builder scores = ScoreTable.builder();
        for (Standing s : best) {
            for (int group : table.groups()) {
                scores.add(title(s), groupName(group), accuracy(group, place.get(s.method())));
            }
        }
        return Comparison.of(scores.build(), options);
    }
}
