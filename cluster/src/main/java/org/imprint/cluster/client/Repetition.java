package org.imprint.cluster.client;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.imprint.cluster.manifest.IndexedArguments;
import org.imprint.cluster.manifest.Repeats;

/** Makes the job that repeats some indexes of another, and the object with the arguments of each. */
record Repetition(ConfigMap lists, Job job) {

    /**
     * Makes a repetition.
     *
     * @param wanted the job as it should be
     * @param argumentLists its lists of arguments, none if it has none
     * @param indexes which of its indexes
     */
    static Repetition of(Job wanted, Map<String, String> argumentLists, BitSet indexes, String name) {
        List<String> arguments =
                wanted.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs();
        List<List<String>> byIndex = indexes.stream()
                .mapToObj(i -> IndexedArguments.of(arguments, i, argumentLists))
                .toList();
        return new Repetition(
                Repeats.lists(wanted, name, byIndex),
                Repeats.job(wanted, name, indexes.cardinality(), IndexSet.text(indexes)));
    }
}
