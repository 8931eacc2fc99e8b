package org.imprint.lab.sweep.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.random.PythonRandom;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.RandomClassRemappings;
import org.imprint.lab.sweep.label.TaskSplits;

/**
 * Random tasks of d classes in one label, on any data set: what {@link RandomClassRemappings} draws on ImageNet.
 *
 * <p>Mapping {@code map{d}-{r}} puts d classes under each of min(10, ⌊C / D⌋) labels, D being the largest d: tasks of every d have
 * equally many labels and differ in nothing else. The C classes, ascending, are shuffled in place with Python's {@code random} seeded 420
 * before each draw r; label j takes the first d of places D·j, D·j + 1, …, so that a task of d holds the classes of the smaller ones.
 *
 * @param inOne the numbers d, each once, in [1, 99]
 * @param draws draws r of each, in [1, 100]
 */
public record MergedClasses(List<Integer> inOne, int draws) {

    /** Draws unless somebody says another number; that of the paper. */
    public static final int DEFAULT_DRAWS = 10;

    /** Name of the task of all labels. */
    public static final String ALL = "all";

    private static final int MOST_LABELS = 10;
    private static final long SEED = 420;

    /** Copies the list. */
    public MergedClasses {
        inOne = List.copyOf(inOne);
        Checks.require(!inOne.isEmpty(), "merged classes need at least one number d", "none");
        inOne.forEach(d -> Checks.inRange("d, the classes in one,", d, 1, 99));
        Checks.require(Set.copyOf(inOne).size() == inOne.size(), "each d must be given once", inOne);
        Checks.inRange("draws", draws, 1, 100);
    }

    /** Returns how many labels the tasks on so many classes have. */
    public int labels(int classes) {
        return Math.min(MOST_LABELS, classes / largest());
    }

    private int largest() {
        return inOne.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /**
     * Returns the mappings of a data set: all draws of the first d, then of the next.
     *
     * @param classes its labels, ascending
     * @throws ImprintException if there are fewer classes than two labels of the largest d need
     */
    public List<LabelMapping> of(List<Integer> classes) {
        Checks.require(
                labels(classes.size()) >= 2,
                largest() + " classes in one need at least " + 2 * largest() + " classes",
                classes.size());
        PythonRandom random = new PythonRandom(SEED);
        int[] order = classes.stream().mapToInt(Integer::intValue).toArray();
        List<int[]> drawn = new ArrayList<>();
        for (int r = 0; r < draws; r++) {
            random.shuffle(order);
            drawn.add(order.clone());
        }
        return inOne.stream()
                .flatMap(d -> IntStream.range(0, draws).mapToObj(r -> mapping(d, r, drawn.get(r))))
                .toList();
    }

    private LabelMapping mapping(int d, int draw, int[] order) {
        Map<Integer, Integer> newLabels = new LinkedHashMap<>();
        for (int label = 0; label < labels(order.length); label++) {
            for (int i = 0; i < d; i++) {
                newLabels.put(order[largest() * label + i], label);
            }
        }
        return new LabelMapping("map" + d + "-" + draw, newLabels);
    }

    /**
     * Returns a sweep with these mappings in place of its own, and the task {@value #ALL} of all their labels in place of its tasks.
     *
     * @throws ImprintException if data sets are merged in it already, or the classes of one are not known or too few
     */
    Sweep in(Sweep sweep, KnownClasses known) {
        return new Sweep(
                sweep.semantics(),
                sweep.grids().stream()
                        .map(grid -> new Grid(List.copyOf(data(grid.data(), known)), grid.methods(), grid.seeds()))
                        .toList());
    }

    private Set<DataChoice> data(List<DataChoice> choices, KnownClasses known) {
        Set<DataChoice> data = new LinkedHashSet<>();
        for (DataChoice choice : choices) {
            merged(choice, known).forEach(data::add);
        }
        return data;
    }

    private Stream<DataChoice> merged(DataChoice choice, KnownClasses known) {
        return of(choice.backbone(), choice.dataSets(), known).stream()
                .map(mapping -> new DataChoice(choice.backbone(), choice.dataSets(), mapping, all(mapping)));
    }

    private static TaskSplits all(LabelMapping mapping) {
        return new TaskSplits(
                ALL, List.of(mapping.newLabels().values().stream().distinct().toList()));
    }

    /**
     * Returns the mappings of the data of a combination.
     *
     * @throws ImprintException if data sets are merged in it, or its classes are not known or too few
     */
    public List<LabelMapping> of(String backbone, List<String> dataSets, KnownClasses known) {
        Checks.require(
                dataSets.size() == 1,
                "classes are merged within one data set; it must not be merged with others",
                String.join("+", dataSets));
        String dataSet = dataSets.get(0);
        List<Integer> classes = known.of(backbone, dataSet)
                .orElseThrow(() -> new ImprintException("to merge classes of " + dataSet
                        + ", which classes it has must be known; there are no training embeddings of it by " + backbone
                        + " here, nor is it a data set of the paper"));
        try {
            return of(classes);
        } catch (ImprintException e) {
            throw e.at(dataSet);
        }
    }
}
