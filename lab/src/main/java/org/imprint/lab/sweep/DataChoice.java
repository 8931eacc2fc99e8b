package org.imprint.lab.sweep;

import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.LabelRule;
import org.imprint.lab.sweep.label.TaskSplits;

/**
 * The data of a combination.
 *
 * @param backbone name of the backbone that made the embeddings
 * @param dataSets names of the data sets, at least one; several are merged into one, see {@link LabelRule}
 * @param mapping which classes are put together
 * @param task which classes are imprinted, in which order
 */
public record DataChoice(String backbone, List<String> dataSets, LabelMapping mapping, TaskSplits task) {

    /** Copies the list. */
    public DataChoice {
        dataSets = List.copyOf(dataSets);
        Checks.require(!dataSets.isEmpty(), "a combination needs at least one data set", 0);
    }

    /** Returns the same choice with each of these backbones and data sets; an empty list keeps its own. */
    Stream<DataChoice> on(List<String> backbones, List<List<String>> otherDataSets) {
        List<List<String>> sets = otherDataSets.isEmpty() ? List.of(dataSets) : otherDataSets;
        return (backbones.isEmpty() ? List.of(backbone) : backbones)
                .stream().flatMap(b -> sets.stream().map(s -> new DataChoice(b, s, mapping, task)));
    }
}
