package org.imprint.study.analysis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.study.collapse.CollapseRun;

/**
 * Neural collapse as figures take it: of data measured on several splits one, train before val before test before others by name, so
 * that a task counts once in a correlation; NC1 by the textbook, where a logarithmic axis has it.
 */
public final class CollapseOfData {

    private final Map<List<Object>, CollapseResult> taken = new LinkedHashMap<>();
    private final int measured;

    private CollapseOfData(List<CollapseResult> results) {
        results.forEach(result -> taken.merge(key(result), result, CollapseOfData::preferred));
        measured = results.size();
    }

    /** Takes one of each data. */
    public static CollapseOfData of(List<CollapseResult> results) {
        return new CollapseOfData(results);
    }

    private static List<Object> key(CollapseResult result) {
        return List.of(result.backbone(), DataKind.of(result));
    }

    private static CollapseResult preferred(CollapseResult a, CollapseResult b) {
        Comparator<CollapseResult> order = Comparator.comparingInt(CollapseOfData::place);
        return order.thenComparing(CollapseResult::split).compare(a, b) <= 0 ? a : b;
    }

    private static int place(CollapseResult result) {
        int place = CollapseRun.DEFAULT_SPLITS.indexOf(result.split());
        return place < 0 ? CollapseRun.DEFAULT_SPLITS.size() : place;
    }

    /** Returns the results taken. */
    public List<CollapseResult> results() {
        return List.copyOf(taken.values());
    }

    /** Returns whether a result is taken. */
    public boolean takes(CollapseResult result) {
        return taken.get(key(result)) == result;
    }

    /** Returns how many results are not taken, since the same data was measured on a split that goes before theirs. */
    public int otherSplits() {
        return measured - taken.size();
    }

    /** Returns NC1 as a figure can have it: NaN where it is 0 or ∞. */
    public static double nc1(CollapseResult result) {
        double nc1 = result.textbook().nc1();
        return nc1 > 0 && Double.isFinite(nc1) ? nc1 : Double.NaN;
    }

    /** Returns the NC1 that stands for the data of a run; empty unless the run is on all classes and they were measured. */
    public OptionalDouble nc1(DataChoice data) {
        CollapseResult result = taken.get(List.of(data.backbone(), DataKind.of(data)));
        return result == null || !DataKind.isWhole(data) || Double.isNaN(nc1(result))
                ? OptionalDouble.empty()
                : OptionalDouble.of(nc1(result));
    }
}
