package org.imprint.study.report;

import java.util.List;
import java.util.stream.Collectors;
import org.imprint.lab.sweep.DataChoice;

/** How groups are called on a page. */
final class Labels {

    private Labels() {}

    static String dataSets(DataChoice data) {
        return String.join(" + ", data.dataSets());
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
