package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprint.vision.backbone.OnnxRuntime;

/** Makes job objects: pods that are restarted index by index. */
final class JobMaker {

    static final String SWEEP_VOLUME = "sweep";
    static final String SWEEP_FOLDER = "/sweep";

    private static final int INCOMPLETE = 1;
    private static final int WRONG_USAGE = 2;

    private final String sweep;
    private final String configuration;
    private final ClusterOptions options;
    private final PodMaker pods;

    /**
     * Creates a maker.
     *
     * @param sweep name of the sweep
     * @param configuration name of the object that holds the sweep file
     */
    JobMaker(String sweep, String configuration, ClusterOptions options) {
        this.sweep = sweep;
        this.configuration = configuration;
        this.options = options;
        this.pods = new PodMaker(options);
    }

    Job make(JobBlueprint b) {
        Map<String, String> annotations = new TreeMap<>(b.annotations());
        annotations.put(Marks.TITLE, b.title());
        Lifetime life = options.lifetime();
        return new JobBuilder()
                .withNewMetadata()
                .withName(b.name())
                .withNamespace(options.namespace().orElse(null))
                .withLabels(Marks.labels(sweep, b.part()))
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withCompletionMode("Indexed")
                .withCompletions(b.indexes())
                .withParallelism(Math.min(b.indexes(), life.parallelism().orElse(b.indexes())))
                .withBackoffLimitPerIndex(life.retries())
                .withPodReplacementPolicy("Failed")
                .withTtlSecondsAfterFinished(
                        life.keepSeconds().isPresent() ? life.keepSeconds().getAsInt() : null)
                .withActiveDeadlineSeconds(
                        life.deadlineSeconds().isPresent()
                                ? life.deadlineSeconds().getAsLong()
                                : null)
                // A node that goes away is nobody's failure; wrong usage fails again however often it is tried.
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .endRule()
                .addNewRule()
                .withAction("FailIndex")
                .withNewOnExitCodes()
                .withContainerName(PodMaker.CONTAINER)
                .withOperator("In")
                .withValues(hopeless(b.part()))
                .endOnExitCodes()
                .endRule()
                .endPodFailurePolicy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Marks.labels(sweep, b.part()))
                .endMetadata()
                .withSpec(pod(b))
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Exit codes that come again however often an index is tried: collecting tells with 1 that runs are missing. */
    private static List<Integer> hopeless(Marks.Part part) {
        return part == Marks.Part.COLLECT ? List.of(INCOMPLETE, WRONG_USAGE) : List.of(WRONG_USAGE);
    }

    private PodSpec pod(JobBlueprint b) {
        return pods.pod(container(b))
                .withRestartPolicy("Never")
                .withVolumes(volumes(b))
                .build();
    }

    private Container container(JobBlueprint b) {
        return pods.container(
                        Map.of("IMPRINT_HOME", Storage.DATA + "/backbones", OnnxRuntime.VARIABLE, OnnxRuntime.OFF))
                .withArgs(b.arguments())
                .withVolumeMounts(mounts(b))
                .build();
    }

    private List<VolumeMount> mounts(JobBlueprint b) {
        List<VolumeMount> all = new ArrayList<>();
        all.add(PodMaker.mount("tmp", "/tmp", false));
        all.add(PodMaker.mount(SWEEP_VOLUME, SWEEP_FOLDER, true));
        b.lists().ifPresent(l -> all.add(PodMaker.mount("shards", IndexedArguments.LISTS, true)));
        all.add(PodMaker.mount("data", Storage.DATA, !b.writesData()));
        if (b.part() != Marks.Part.EMBED) {
            all.add(PodMaker.mount("results", Storage.RESULTS, false));
        }
        return all;
    }

    private List<Volume> volumes(JobBlueprint b) {
        List<Volume> all = new ArrayList<>();
        all.add(PodMaker.emptyFolder("tmp"));
        all.add(configMap(SWEEP_VOLUME, configuration));
        b.lists().ifPresent(name -> all.add(configMap("shards", name)));
        all.add(PodMaker.claim("data", options.storage().data().name()));
        if (b.part() != Marks.Part.EMBED) {
            all.add(PodMaker.claim("results", options.storage().results().name()));
        }
        return all;
    }

    private static Volume configMap(String volume, String name) {
        return new VolumeBuilder()
                .withName(volume)
                .withConfigMap(new ConfigMapVolumeSourceBuilder().withName(name).build())
                .build();
    }
}
