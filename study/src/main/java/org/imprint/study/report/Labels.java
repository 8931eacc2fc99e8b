package org.imprint.study.report;

import java.util.List;
import java.util.stream.Collectors;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.LabelMapping;

/** How groups are called on a page. */
final class Labels {

    private Labels() {}

    static String dataSets(DataChoice data) {
        return String.join(" + ", data.dataSets());
    }

    /** Returns how many old classes share a new label on average, d of "d in 1"; 1 without remapping. */
    static double classesPerLabel(LabelMapping mapping) {
        List<Integer> kept = mapping.newLabels().values().stream()
                .filter(label -> label != LabelMapping.LEFT_OUT)
                .toList();
        return kept.isEmpty()
                ? 1
                : kept.size() / (double) kept.stream().distinct().count();
    }

    static String splits(DataChoice data) {
        return data.task().splits().stream()
                .map(split -> split.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }

    static int classes(DataChoice data) {
        return data.task().splits().stream().mapToInt(List::size).sum();
    }
}
