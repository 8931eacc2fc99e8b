package org.imprint.lab.sweep.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.RandomClassRemappings;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.lab.sweep.yaml.YamlValue;

/** Reads label remappings and tasks. */
final class Labels {

    /** Stands for the published random mappings in a published file. */
    private static final String RANDOM = "RANDOM_CLASS_REMAPPINGS";

    /** Stands for them in ours. */
    private static final String OUR_RANDOM = "random_imagenet";

    private static final String LABEL = "a label, an integer >= 0";

    private Labels() {}

    /** Reads {@code name: {old: new, …}, …}; the random ones come last wherever their name stands. */
    static List<LabelMapping> publishedMappings(YamlValue value) {
        Map<String, LabelMapping> mappings = new LinkedHashMap<>();
        Map<String, YamlValue> named = named(value);
        named.forEach((name, labels) -> {
            if (!name.equals(RANDOM)) {
                mappings.put(name, new LabelMapping(name, newLabels(labels)));
            }
        });
        if (named.containsKey(RANDOM)) {
            RandomClassRemappings.all().forEach(m -> mappings.put(m.name(), m));
        }
        return List.copyOf(mappings.values());
    }

    private static Map<Integer, Integer> newLabels(YamlValue value) {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        value.integerEntries("a mapping {old label: new label}")
                .forEach((old, to) -> to.integer(-1, Integer.MAX_VALUE, "a label, an integer >= 0, or -1 to leave out")
                        .ifPresent(label -> labels.put(old, label)));
        return labels;
    }

    /** Reads {@code name: {new: [old, …], …}, …}, and the random ones at their place. */
    static List<LabelMapping> ourMappings(YamlValue value) {
        List<LabelMapping> mappings = new ArrayList<>();
        named(value).forEach((name, labels) -> {
            if (name.equals(OUR_RANDOM)) {
                mappings.addAll(random(labels));
            } else {
                mappings.add(new LabelMapping(name, gathered(labels)));
            }
        });
        return mappings;
    }

    private static Map<Integer, Integer> gathered(YamlValue value) {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        value.integerEntries("a mapping {new label: [old labels]}").forEach((to, olds) -> {
            for (YamlValue old : olds.list("labels that become " + to)) {
                old.integer(0, Integer.MAX_VALUE, LABEL).ifPresent(label -> {
                    Integer before = labels.putIfAbsent(label, to);
                    if (before != null) {
                        old.problem("each label must have one new label, " + label + " has " + before + " already");
                    }
                });
            }
        });
        return labels;
    }

    private static List<LabelMapping> random(YamlValue value) {
        Map<String, YamlValue> fields = value.fields(List.of("classes_per_label", "draws"), key -> Optional.empty());
        int most = RandomClassRemappings.COUNT;
        List<Integer> sizes = integers(fields.get("classes_per_label"), 1, most);
        List<Integer> draws = integers(fields.get("draws"), 0, most - 1);
        List<LabelMapping> mappings = new ArrayList<>();
        for (int size : sizes) {
            draws.forEach(draw -> mappings.add(RandomClassRemappings.of(size, draw)));
        }
        return mappings;
    }

    /** Reads distinct integers; all of the range if there is no value. */
    private static List<Integer> integers(YamlValue value, int lo, int hi) {
        List<Integer> read = new ArrayList<>();
        if (value == null) {
            for (int i = lo; i <= hi; i++) {
                read.add(i);
            }
            return read;
        }
        for (YamlValue element : value.oneOrMore("integers")) {
            element.integer(lo, hi, "in [" + lo + ", " + hi + "]").ifPresent(i -> {
                if (read.contains(i)) {
                    element.problem("is given twice: " + i);
                }
                read.add(i);
            });
        }
        return read;
    }

    /**
     * Reads {@code name: [[label, …], …], …}.
     *
     * @param flat whether one split may be written {@code name: [label, …]}
     */
    static List<TaskSplits> tasks(YamlValue value, boolean flat) {
        List<TaskSplits> tasks = new ArrayList<>();
        named(value).forEach((name, given) -> {
            List<YamlValue> elements = given.list("splits, each a list of labels");
            boolean one = flat && elements.stream().noneMatch(YamlValue::isList);
            List<List<YamlValue>> splits = one
                    ? List.of(elements)
                    : elements.stream().map(s -> s.list("labels")).toList();
            Set<Integer> seen = new HashSet<>();
            List<List<Integer>> read =
                    splits.stream().map(split -> labels(split, seen)).toList();
            if (!read.isEmpty() && read.stream().noneMatch(List::isEmpty)) {
                tasks.add(new TaskSplits(name, read));
            }
        });
        return tasks;
    }

    private static List<Integer> labels(List<YamlValue> split, Set<Integer> seen) {
        List<Integer> labels = new ArrayList<>();
        for (YamlValue element : split) {
            element.integer(0, Integer.MAX_VALUE, LABEL).ifPresent(label -> {
                if (!seen.add(label)) {
                    element.problem("a task must have each label once, twice there: " + label);
                }
                labels.add(label);
            });
        }
        return labels;
    }

    private static Map<String, YamlValue> named(YamlValue value) {
        String legal = "a mapping by name with at least one entry";
        Map<String, YamlValue> named = value.entries(legal);
        if (value.isMapping() && named.isEmpty()) {
            value.mustBe(legal);
        }
        return named;
    }
}
