package org.imprint.study.analysis.median;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.key.DataKey;

/**
 * A group of runs: one backbone, data sets, remapping and task; a block of the tests.
 *
 * @param name unique in an analysis, such as {@code resnet18/MNIST/all}; the remapping stands before the task if there is one
 * @param data the same
 */
public record Group(String name, DataChoice data) {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int WIDEST_NUMBER = 12;

    private static final Comparator<DataChoice> ORDER = Comparator.<DataChoice, String>comparing(
                    data -> natural(DataKey.BACKBONE.of(data)))
            .thenComparing(data -> natural(DataKey.DATASET.of(data)))
            .thenComparing(data -> !data.mapping().isIdentity())
            .thenComparing(data -> natural(DataKey.REMAPPING.of(data)))
            .thenComparing(data -> natural(DataKey.TASK.of(data)))
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

    /** Returns a text that sorts numbers by their value: {@code map2-0} before {@code map10-0}. */
    private static String natural(String name) {
        return NUMBER.matcher(name)
                .replaceAll(n ->
                        "0".repeat(Math.max(0, WIDEST_NUMBER - n.group().length())) + n.group());
    }

    private static String name(DataChoice data) {
        boolean mapped = !data.mapping().isIdentity();
        return DataKey.BACKBONE.of(data) + "/" + DataKey.DATASET.of(data) + "/"
                + (mapped ? DataKey.REMAPPING.of(data) + "/" : "") + DataKey.TASK.of(data);
    }
}
