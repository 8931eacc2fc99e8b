package org.imprint.study.reproduce.quick;

import java.util.List;
import org.imprint.core.Checks;

/**
 * Small embeddings that stand in for the paper's: labels of each data set are 0 … C − 1, each with so many training rows at least.
 *
 * @param source what they are, in one sentence for people
 * @param backbones at least one; each has all data sets
 * @param sets at least two
 */
public record QuickData(String source, List<String> backbones, List<DataSet> sets) {

    /** Copies the lists. */
    public QuickData {
        backbones = List.copyOf(backbones);
        sets = List.copyOf(sets);
        Checks.require(!backbones.isEmpty(), "quick data need at least one backbone", 0);
        Checks.require(sets.size() >= 2, "quick data need at least two data sets", sets.size());
    }

    /**
     * A data set.
     *
     * @param name its name
     * @param classes C ≥ 2
     * @param rows training rows of its smallest class, ≥ 1
     */
    public record DataSet(String name, int classes, int rows) {

        /** Checks the ranges. */
        public DataSet {
            Checks.inRange("classes of " + name, classes, 2, Integer.MAX_VALUE);
            Checks.inRange("training rows of a class of " + name, rows, 1, Integer.MAX_VALUE);
        }
    }

    /** Returns the first data sets that can be merged label by label: as many classes each; empty if no two can be. */
    List<DataSet> mergeable() {
        return sets.stream()
                .map(first -> sets.stream()
                        .filter(s -> s.classes() == first.classes())
                        .toList())
                .filter(same -> same.size() >= 2)
                .findFirst()
                .orElse(List.of());
    }

    /** Returns the data set that stands in for ImageNet: the first of most classes. */
    DataSet largest() {
        return sets.stream().reduce((a, b) -> b.classes() > a.classes() ? b : a).orElseThrow();
    }

    /** Returns the training rows of the smallest class of all. */
    int rows() {
        return sets.stream().mapToInt(DataSet::rows).min().orElseThrow();
    }

    /** Returns the names of data sets. */
    public static List<String> names(List<DataSet> sets) {
        return sets.stream().map(DataSet::name).toList();
    }
}
