package org.imprint.study.reproduce.quick;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.change.MergedClasses;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.study.reproduce.section.Section;

/**
 * Makes small sections from the paper's: the same kinds of data and methods, on data that are at hand.
 *
 * <ul>
 *   <li>each backbone and each single data set is one that is at hand, under the paper's tasks as far as it has their classes;
 *   <li>merged data sets are those at hand that have as many classes, put together class by class;
 *   <li>ImageNet under {@code map{d}-{r}} is one data set at hand, d = 1, 2, 3 of its classes in one, two draws;
 *   <li>two seeds, three for few shots; k in {1, 2, 3, 5, 10, 20}, m in {1, 3, 5, 20}, as far as there are rows.
 * </ul>
 *
 * <p>Pure: the same arguments give the same sweeps.
 */
public final class QuickSections {

    private static final Set<Integer> KS = Set.of(ProxyGenerator.EVERY_ROW, 1, 2, 3, 5, 10, 20);
    private static final Set<Integer> MS = Set.of(1, 3, 5, 20);
    private static final int SEEDS = 2;
    private static final int FEW_SHOT_SEEDS = 3;
    private static final int MOST_IN_ONE = 3;
    private static final int DRAWS = 2;

    private final QuickData data;

    /** Creates small sections on some data. */
    public QuickSections(QuickData data) {
        this.data = data;
    }

    /** Returns the small sweeps of a section, without those that nothing is left of. */
    public List<Sweep> sweeps(Section section) {
        return section.sweeps().stream()
                .map(this::small)
                .filter(sweep -> !sweep.grids().isEmpty())
                .toList();
    }

    /** Returns a small sweep. */
    Sweep small(Sweep sweep) {
        return new Sweep(
                sweep.semantics(),
                sweep.grids().stream()
                        .map(this::small)
                        .filter(grid -> grid.size() > 0)
                        .toList());
    }

    private Grid small(Grid grid) {
        List<Method> methods = grid.methods().stream().filter(this::isSmall).toList();
        boolean fewShot =
                methods.stream().anyMatch(m -> m.presampling().fewShot().isPresent());
        List<Long> seeds = grid.seeds().stream()
                .distinct()
                .limit(fewShot ? FEW_SHOT_SEEDS : SEEDS)
                .toList();
        return new Grid(data(grid.data()), methods, seeds);
    }

    private boolean isSmall(Method method) {
        int k = method.generator().k();
        int n = method.presampling().fewShot().orElse(1);
        return KS.contains(k)
                && (k == ProxyGenerator.EVERY_ROW || k <= data.rows())
                && n <= data.rows()
                && MS.contains(method.aggregation().voters().orElse(1));
    }

    private List<DataChoice> data(List<DataChoice> published) {
        Set<DataChoice> small = new LinkedHashSet<>();
        for (String backbone : data.backbones()) {
            for (DataChoice choice : published) {
                place(choice.dataSets(), choice.mapping())
                        .forEach(place -> task(choice.task(), place)
                                .ifPresent(task ->
                                        small.add(new DataChoice(backbone, place.dataSets(), place.mapping(), task))));
            }
        }
        return List.copyOf(small);
    }

    /** What stands in for one of the paper's data choices: data sets, a mapping, and how many labels there are under it. */
    private record Place(List<String> dataSets, LabelMapping mapping, int labels) {}

    private List<Place> place(List<String> dataSets, LabelMapping mapping) {
        if (dataSets.size() > 1) {
            List<QuickData.DataSet> merged = data.mergeable();
            return merged.isEmpty()
                    ? List.of()
                    : List.of(new Place(
                            QuickData.names(merged),
                            combined(merged, mapping.name()),
                            merged.get(0).classes()));
        }
        if (mapping.isIdentity()) {
            return data.sets().stream()
                    .map(s -> new Place(List.of(s.name()), mapping, s.classes()))
                    .toList();
        }
        QuickData.DataSet largest = data.largest();
        MergedClasses merged = inOne(largest);
        int classes = largest.classes();
        return merged.of(IntStream.range(0, classes).boxed().toList()).stream()
                .map(m -> new Place(List.of(largest.name()), m, merged.labels(classes)))
                .toList();
    }

    private static Optional<TaskSplits> task(TaskSplits task, Place place) {
        List<List<Integer>> splits = task.splits().stream()
                .map(split -> split.stream().filter(l -> l < place.labels()).toList())
                .filter(split -> !split.isEmpty())
                .toList();
        long labels = splits.stream().mapToLong(List::size).sum();
        return labels < 2 ? Optional.empty() : Optional.of(new TaskSplits(task.name(), splits));
    }

    private static LabelMapping combined(List<QuickData.DataSet> merged, String name) {
        int classes = merged.get(0).classes();
        Map<Integer, Integer> newLabels = new LinkedHashMap<>();
        for (int label = 0; label < classes; label++) {
            for (int t = 0; t < merged.size(); t++) {
                newLabels.put(t * classes + label, label);
            }
        }
        return new LabelMapping(name, newLabels);
    }

    private static MergedClasses inOne(QuickData.DataSet set) {
        int most = Math.min(MOST_IN_ONE, set.classes() / 2);
        return new MergedClasses(IntStream.rangeClosed(1, most).boxed().toList(), DRAWS);
    }

    /** Returns the small measurements of a section. */
    public List<CollapseChoice> measurements(Section section) {
        Set<CollapseChoice> small = new LinkedHashSet<>();
        for (String backbone : data.backbones()) {
            for (CollapseChoice choice : section.measurements()) {
                place(choice.dataSets(), choice.mapping())
                        .forEach(place -> small.add(
                                new CollapseChoice(backbone, place.dataSets(), place.mapping(), choice.split())));
            }
        }
        return List.copyOf(small);
    }
}
