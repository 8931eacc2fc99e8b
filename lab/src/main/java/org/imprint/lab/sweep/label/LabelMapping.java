package org.imprint.lab.sweep.label;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts classes together under new labels.
 *
 * @param name the name in files
 * @param newLabels new label of each old one, in the order given; −1, like absence, leaves a class out; empty: labels stay as they
 *     are
 */
public record LabelMapping(String name, Map<Integer, Integer> newLabels) {

    /** The label of classes that are left out. */
    public static final int LEFT_OUT = -1;

    /** Copies the map, in its order. */
    public LabelMapping {
        newLabels = Collections.unmodifiableMap(new LinkedHashMap<>(newLabels));
    }

    /** Returns the mapping {@code none}, which leaves labels as they are. */
    public static LabelMapping none() {
        return new LabelMapping("none", Map.of());
    }

    /** Returns whether labels stay as they are. */
    public boolean isIdentity() {
        return newLabels.isEmpty();
    }

    /** Returns the new label of a class, {@value #LEFT_OUT} if the mapping leaves it out. */
    public int apply(int label) {
        return isIdentity() ? label : newLabels.getOrDefault(label, LEFT_OUT);
    }

    /** Returns the published description, such as {@code 0->0 & 10->0}, without the classes left out. */
    public String description() {
        return newLabels.entrySet().stream()
                .filter(e -> e.getValue() != LEFT_OUT)
                .map(e -> e.getKey() + "->" + e.getValue())
                .collect(Collectors.joining(" & "));
    }
}
