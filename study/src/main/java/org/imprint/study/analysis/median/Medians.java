package org.imprint.study.analysis.median;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodOrder;

/**
 * The median accuracy over the seeds of each (group, configuration), with the runs behind it.
 *
 * <p>A pair that has runs is a cell; pairs are sparse, since grids differ from data set to data set. Groups are sorted by name,
 * configurations by {@link MethodOrder#METHOD}. Of a run that comes twice the last is taken. In {@code corrected} semantics medians are
 * rounded to 10⁻¹⁰ per cent, so that two middles of equal sum give equal medians. Immutable; memory O(runs), about 50 bytes each.
 */
public final class Medians {

    private static final double ROUNDING = 1e10;

    private final List<Group> groups;
    private final List<Method> methods;
    private final CellRuns cells;
    private final double[] accuracy;
    private final Semantics semantics;

    private Medians(List<Group> groups, List<Method> methods, CellRuns cells, Semantics semantics) {
        this.groups = groups;
        this.methods = methods;
        this.cells = cells;
        this.semantics = semantics;
        this.accuracy = IntStream.range(0, cells.size())
                .mapToDouble(c -> rounded(Spread.median(cells.accuracies(c))))
                .toArray();
    }

    /**
     * Takes runs as they come and keeps their numbers only. Time O(runs · log runs).
     *
     * @param semantics {@code reference} takes accuracies as the published code stores them
     */
    public static Medians of(Stream<StoredRun> runs, Semantics semantics) {
        RunColumns columns = new RunColumns(semantics);
        runs.sequential().forEach(columns::add);
        List<Group> groups = Group.of(columns.groups());
        List<Method> methods =
                columns.methods().stream().sorted(MethodOrder.METHOD).toList();
        return new Medians(groups, methods, CellRuns.of(columns, groups, methods), semantics);
    }

    private double rounded(double median) {
        return semantics.isReference() ? median : Math.rint(median * ROUNDING) / ROUNDING;
    }

    /** Returns the groups, sorted; their places are what other methods take. */
    public List<Group> groups() {
        return groups;
    }

    /** Returns the configurations, sorted; their places are what other methods take. */
    public List<Method> methods() {
        return methods;
    }

    /** Returns whose accuracies they are. */
    public Semantics semantics() {
        return semantics;
    }

    /** Returns how many runs of each outcome there were. */
    public RunCounts counts() {
        return cells.counts();
    }

    /** Returns the place of a group. */
    public OptionalInt group(DataChoice data) {
        return IntStream.range(0, groups.size())
                .filter(g -> groups.get(g).data().equals(data))
                .findFirst();
    }

    /** Returns the place of a configuration. Time O(log). */
    public OptionalInt method(Method method) {
        int place = Collections.binarySearch(methods, method, MethodOrder.METHOD);
        return place >= 0 ? OptionalInt.of(place) : OptionalInt.empty();
    }

    /** Returns the median accuracy over the seeds in per cent; empty if no run of the cell has scores. */
    public OptionalDouble accuracy(int group, int method) {
        int c = cells.find(group, method);
        return c < 0 || Double.isNaN(accuracy[c]) ? OptionalDouble.empty() : OptionalDouble.of(accuracy[c]);
    }

    /** Returns the same for a configuration that may not be there. */
    public OptionalDouble accuracy(int group, Method method) {
        OptionalInt place = method(method);
        return place.isPresent() ? accuracy(group, place.getAsInt()) : OptionalDouble.empty();
    }

    /** Returns the accuracies of a cell in per cent, by rising seed; empty if there are none. */
    public double[] accuracies(int group, int method) {
        int c = cells.find(group, method);
        return c < 0 ? new double[0] : cells.accuracies(c);
    }

    /** Returns the seconds that GEN took in the runs of a cell whose cost is known. */
    public double[] generationSeconds(int group, int method) {
        int c = cells.find(group, method);
        return c < 0 ? new double[0] : cells.seconds(c);
    }

    /** Returns what went wrong in the runs of a cell that failed, by rising seed. */
    public List<String> errors(int group, int method) {
        int c = cells.find(group, method);
        return c < 0 ? List.of() : cells.errors(c);
    }

    /** Returns the places of the configurations that have runs in a group, failed ones included, rising. */
    public int[] methodsIn(int group) {
        Checks.inRange("group", group, 0, groups.size() - 1);
        return cells.methodsIn(group);
    }

    /** Returns whether the cell has runs, failed ones included. */
    public boolean hasRuns(int group, int method) {
        return cells.find(group, method) >= 0;
    }

    /** Returns the number of cells. */
    public int cells() {
        return cells.size();
    }

    /** Returns the places of the groups, in order. */
    public IntStream groupPlaces() {
        return IntStream.range(0, groups.size());
    }
}
