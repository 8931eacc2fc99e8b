package org.imprint.study.reproduce.need;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.study.reproduce.section.Section;
import org.imprint.vision.data.Split;

/**
 * The embeddings that sections need, before any look at what is there.
 *
 * @param wanted for each, the labels that the sections use if they name them (ImageNet has a thousand); empty for all
 */
public record EmbeddingsWanted(Map<Wanted, Set<Integer>> wanted) {

    /** One file. */
    public record Wanted(String backbone, String dataSet, Split split) {}

    /** Returns what some sections want, in their order. */
    public static EmbeddingsWanted of(List<Section> sections) {
        Map<Wanted, Set<Integer>> wanted = new LinkedHashMap<>();
        for (Section section : sections) {
            section.sweeps().stream()
                    .flatMap(sweep -> sweep.grids().stream())
                    .flatMap(grid -> grid.data().stream())
                    .forEach(data -> add(wanted, data));
            section.measurements().forEach(choice -> add(wanted, choice));
        }
        return new EmbeddingsWanted(wanted);
    }

    private static void add(Map<Wanted, Set<Integer>> wanted, DataChoice data) {
        for (String dataSet : data.dataSets()) {
            add(wanted, new Wanted(data.backbone(), dataSet, Split.TRAIN), data.dataSets(), data.mapping());
            add(wanted, new Wanted(data.backbone(), dataSet, Split.TEST), data.dataSets(), data.mapping());
        }
    }

    private static void add(Map<Wanted, Set<Integer>> wanted, CollapseChoice choice) {
        for (String dataSet : choice.dataSets()) {
            add(wanted, new Wanted(choice.backbone(), dataSet, Split.TRAIN), choice.dataSets(), choice.mapping());
        }
    }

    /** A mapping of one data set says which of its labels are used; labels of merged ones are shifted, so all are taken. */
    private static void add(Map<Wanted, Set<Integer>> all, Wanted wanted, List<String> dataSets, LabelMapping mapping) {
        boolean named = dataSets.size() == 1 && !mapping.isIdentity();
        Set<Integer> labels = named ? mapping.newLabels().keySet() : Set.of();
        all.merge(wanted, new TreeSet<>(labels), (before, now) -> {
            if (before.isEmpty() || now.isEmpty()) {
                return new TreeSet<>();
            }
            before.addAll(now);
            return before;
        });
    }
}
