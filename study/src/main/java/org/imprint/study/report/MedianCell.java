package org.imprint.study.report;

import java.util.ArrayList;
import java.util.List;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.median.Spread;

/**
 * One configuration on one group: the median over its seeds, as {@link Medians} has it.
 *
 * @param group place of the group
 * @param method place of the configuration
 * @param twice twice the median number of right answers, a whole number even between two seeds
 * @param samples test rows, {@link CompactRun#UNKNOWN_SAMPLES} if {@code twice} counts parts per {@link CompactRun#PARTS}
 * @param scored runs that have scores
 * @param failed runs that failed
 * @param generation code of the median GEN time
 */
record MedianCell(int group, int method, int twice, int samples, int scored, int failed, int generation) {

    private static final double PERCENT = 100;

    /** Returns the cells in the order of {@link RunTable#runs()}. */
    static List<MedianCell> of(RunTable table) {
        List<CompactRun> runs = table.runs();
        List<MedianCell> cells = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= runs.size(); to++) {
            CompactRun first = runs.get(from);
            if (to == runs.size() || runs.get(to).method != first.method || runs.get(to).group != first.group) {
                cells.add(of(table, first, runs.subList(from, to)));
                from = to;
            }
        }
        return cells;
    }

    private static MedianCell of(RunTable table, CompactRun first, List<CompactRun> runs) {
        Medians medians = table.medians();
        int group = table.medianGroup(first.group);
        int method = table.medianMethod(first.method);
        int samples = samples(runs);
        double median = medians.accuracy(group, method).orElse(0);
        return new MedianCell(
                first.group,
                first.method,
                (int) Math.round(2 * parts(samples) * (median / PERCENT)),
                samples,
                medians.accuracies(group, method).length,
                medians.errors(group, method).size(),
                CompactRun.timeCode(Spread.median(medians.generationSeconds(group, method))));
    }

    private static int samples(List<CompactRun> runs) {
        int[] samples = runs.stream()
                .filter(r -> r.scored)
                .mapToInt(r -> r.samples)
                .distinct()
                .toArray();
        return samples.length == 1 ? samples[0] : CompactRun.UNKNOWN_SAMPLES;
    }

    private static double parts(int samples) {
        return samples == CompactRun.UNKNOWN_SAMPLES ? CompactRun.PARTS : samples;
    }

    /** Returns the median accuracy in [0, 1]; 0 without a score. */
    double accuracy() {
        return twice / (2 * parts(samples));
    }
}
