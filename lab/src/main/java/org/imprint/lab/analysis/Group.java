package org.imprint.lab.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.DataKey;

/**
 * A group of runs: one backbone, data sets, remapping and task; a block of the tests.
 *
 * @param name unique in an analysis, such as {@code resnet18/MNIST/all}; the remapping stands before the task if there is one
 * @param data the same
 */
public record Group(String name, DataChoice data) {

    private static final Comparator<DataChoice> ORDER = Comparator.<DataChoice, String>comparing(DataKey.BACKBONE::of)
            .thenComparing(DataKey.DATASET::of)
            .thenComparing(data -> !data.mapping().isIdentity())
            .thenComparing(DataKey.REMAPPING::of)
            .thenComparing(DataKey.TASK::of)
            .thenComparing(data -> data.task().splits().toString())
            .thenComparing(data -> data.mapping().newLabels().toString());

    /** Returns groups by name; those whose names are the same though their classes are not get {@code #2} and so on. */
    static List<Group> of(Iterable<DataChoice> choices) {
        List<DataChoice> sorted = new ArrayList<>();
        choices.forEach(sorted::add);
        sorted.sort(ORDER);
        Map<String, Integer> seen = new HashMap<>();
        return sorted.stream()
                .map(data -> {
                    String name = name(data);
                    int times = seen.merge(name, 1, Integer::sum);
                    return new Group(times == 1 ? name : name + "#" + times, data);
                })
                .toList();
    }

    private static String name(DataChoice data) {
        boolean mapped = !data.mapping().isIdentity();
        return DataKey.BACKBONE.of(data) + "/" + DataKey.DATASET.of(data) + "/"
                + (mapped ? DataKey.REMAPPING.of(data) + "/" : "") + DataKey.TASK.of(data);
    }
}
