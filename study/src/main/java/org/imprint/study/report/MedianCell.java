package org.imprint.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.SharedTimes;

/**
 * One configuration on one group: the median over its seeds.
 *
 * @param group place of the group
 * @param method place of the configuration
 * @param twice twice the median number of right answers, a whole number even between two seeds
 * @param samples test rows, {@link CompactRun#UNKNOWN_SAMPLES} if {@code twice} counts parts per million
 * @param scored runs that have scores
 * @param failed runs that failed
 * @param generation code of the median GEN time
 */
record MedianCell(int group, int method, int twice, int samples, int scored, int failed, int generation) {

    private static final int MILLION = 1_000_000;

    /** Returns the cells of runs that are in the order of {@link RunTable#runs()}. */
    static List<MedianCell> of(List<CompactRun> runs) {
        List<MedianCell> cells = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= runs.size(); to++) {
            CompactRun first = runs.get(from);
            if (to == runs.size() || runs.get(to).method != first.method || runs.get(to).group != first.group) {
                cells.add(of(first, runs.subList(from, to)));
                from = to;
            }
        }
        return cells;
    }

    private static MedianCell of(CompactRun first, List<CompactRun> runs) {
        List<CompactRun> scored = runs.stream().filter(r -> r.scored).toList();
        boolean same = scored.stream().mapToInt(r -> r.samples).distinct().count() == 1;
        int samples = same ? scored.get(0).samples : CompactRun.UNKNOWN_SAMPLES;
        int[] right = scored.stream()
                .mapToInt(r -> same ? r.correct : (int) Math.round(MILLION * r.accuracy()))
                .toArray();
        int[] times = scored.stream()
                .mapToInt(r -> r.generation)
                .filter(t -> t > 0)
                .sorted()
                .toArray();
        return new MedianCell(
                first.group,
                first.method,
                twiceMedian(right),
                samples,
                scored.size(),
                (int) runs.stream().filter(r -> r.status == CompactRun.FAILED).count(),
                medianTime(times));
    }

    private static int medianTime(int[] sorted) {
        int n = sorted.length;
        return n == 0
                ? 0
                : CompactRun.timeCode(
                        (CompactRun.seconds(sorted[(n - 1) / 2]) + CompactRun.seconds(sorted[n / 2])) / 2);
    }

    /** Returns the generators whose times are those of one computation for every k. */
    static Set<GeneratorKind> sharedTimes(List<MedianCell> cells, List<Method> methods) {
        SharedTimes shared = new SharedTimes();
        cells.stream()
                .filter(c ->
                        c.generation > 0 && methods.get(c.method).presampling().isAll())
                .forEach(c -> shared.add(c.group, methods.get(c.method), c.generation));
        return shared.generators();
    }

    private static int twiceMedian(int[] values) {
        int n = values.length;
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return n == 0 ? 0 : sorted[(n - 1) / 2] + sorted[n / 2];
    }

    boolean hasScore() {
        return scored > 0;
    }

    /** Returns the median accuracy in [0, 1]; only with a score. */
    double accuracy() {
        return twice / (2.0 * (samples == CompactRun.UNKNOWN_SAMPLES ? MILLION : samples));
    }
}
