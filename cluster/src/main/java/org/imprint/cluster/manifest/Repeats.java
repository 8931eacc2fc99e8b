package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes jobs that do some indexes of another again, with the very arguments that these had. */
public final class Repeats {

    private static final String VOLUME = "shards";

    private Repeats() {}

    /** Returns the object with the arguments of each index of a repetition. */
    public static ConfigMap lists(Job wanted, String name, List<List<String>> byIndex) {
        return SweepManifests.configuration(
                wanted.getMetadata().getLabels().get(Marks.SWEEP),
                Optional.ofNullable(wanted.getMetadata().getNamespace()),
                name,
                IndexedArguments.lists(byIndex));
    }

    /**
     * Returns the repetition.
     *
     * @param indexes how many indexes it has
     * @param which those that they stand for, as the cluster writes sets
     */
    public static Job job(Job wanted, String name, int indexes, String which) {
        List<Volume> volumes =
                new ArrayList<>(wanted.getSpec().getTemplate().getSpec().getVolumes());
        volumes.removeIf(v -> v.getName().equals(VOLUME));
        volumes.add(new VolumeBuilder()
                .withName(VOLUME)
                .withNewConfigMap()
                .withName(name)
                .endConfigMap()
                .build());
        List<VolumeMount> mounts = new ArrayList<>(
                wanted.getSpec().getTemplate().getSpec().getContainers().get(0).getVolumeMounts());
        mounts.removeIf(m -> m.getName().equals(VOLUME));
        mounts.add(new VolumeMountBuilder()
                .withName(VOLUME)
                .withMountPath(IndexedArguments.LISTS)
                .withReadOnly(true)
                .build());
        Integer parallelism = wanted.getSpec().getParallelism();
        return new JobBuilder(wanted)
                .editMetadata()
                .withName(name)
                .addToAnnotations(Map.of(Marks.REPEATS, wanted.getMetadata().getName(), Marks.INDEXES, which))
                .endMetadata()
                .editSpec()
                .withCompletions(indexes)
                .withParallelism(parallelism == null ? null : Math.min(parallelism, indexes))
                .editTemplate()
                .editSpec()
                .withVolumes(volumes)
                .editFirstContainer()
                .withArgs(IndexedArguments.FROM_LIST)
                .withVolumeMounts(mounts)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
