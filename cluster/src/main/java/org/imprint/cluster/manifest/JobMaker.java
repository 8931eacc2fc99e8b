package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprint.vision.backbone.OnnxRuntime;

/** Makes job objects: pods without rights, on a read-only root, that are restarted index by index. */
final class JobMaker {

    static final String CONTAINER = "imprint";
    static final String SWEEP_VOLUME = "sweep";
    static final String SWEEP_FOLDER = "/sweep";

    private static final long USER = 10001;
    private static final int INCOMPLETE = 1;
    private static final int WRONG_USAGE = 2;

    private final String sweep;
    private final String configuration;
    private final ClusterOptions options;

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
                .withContainerName(CONTAINER)
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
        ClusterOptions.Placement where = options.placement();
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(options.access().serviceAccount().orElse(null))
                .withAutomountServiceAccountToken(false)
                .withPriorityClassName(where.priorityClass().orElse(null))
                .withNodeSelector(where.nodeSelector().isEmpty() ? null : new TreeMap<>(where.nodeSelector()))
                .withTolerations(
                        where.tolerations().stream().map(JobMaker::toleration).toList())
                .withAffinity(where.affinity().map(Yaml::affinity).orElse(null))
                .addAllToImagePullSecrets(options.image().pullSecrets().stream()
                        .map(io.fabric8.kubernetes.api.model.LocalObjectReference::new)
                        .toList())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(b))
                .withVolumes(volumes(b))
                .build();
    }

    private Container container(JobBlueprint b) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(options.image().name())
                .withImagePullPolicy(options.image().pullPolicy().orElse(null))
                .withArgs(b.arguments())
                .withEnv(environment())
                .addAllToEnvFrom(options.access().secrets().stream()
                        .map(s -> new io.fabric8.kubernetes.api.model.EnvFromSourceBuilder()
                                .withNewSecretRef(s, false)
                                .build())
                        .toList())
                .withResources(resources())
                .withNewSecurityContext()
                .withReadOnlyRootFilesystem(true)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withVolumeMounts(mounts(b))
                .build();
    }

    private List<EnvVar> environment() {
        Map<String, String> all = new TreeMap<>(
                Map.of("IMPRINT_HOME", Storage.DATA + "/backbones", OnnxRuntime.VARIABLE, OnnxRuntime.OFF));
        all.putAll(options.access().environment());
        return all.entrySet().stream()
                .map(e -> new EnvVarBuilder()
                        .withName(e.getKey())
                        .withValue(e.getValue())
                        .build())
                .toList();
    }

    private ResourceRequirements resources() {
        Resources r = options.resources();
        ResourceRequirementsBuilder builder = new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(r.cpu()))
                .addToRequests("memory", new Quantity(r.memory()))
                .addToLimits("memory", new Quantity(r.memoryLimit().orElse(r.memory())));
        r.cpuLimit().ifPresent(q -> builder.addToLimits("cpu", new Quantity(q)));
        if (r.gpus() > 0) {
            Quantity gpus = new Quantity(Integer.toString(r.gpus()));
            builder.addToRequests(r.gpuResource(), gpus).addToLimits(r.gpuResource(), gpus);
        }
        return builder.build();
    }

    private List<VolumeMount> mounts(JobBlueprint b) {
        List<VolumeMount> all = new ArrayList<>();
        all.add(mount("tmp", "/tmp", false));
        all.add(mount(SWEEP_VOLUME, SWEEP_FOLDER, true));
        b.lists().ifPresent(l -> all.add(mount("shards", IndexedArguments.LISTS, true)));
        all.add(mount("data", Storage.DATA, !b.writesData()));
        if (b.part() != Marks.Part.EMBED) {
            all.add(mount("results", Storage.RESULTS, false));
        }
        return all;
    }

    private static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }

    private List<Volume> volumes(JobBlueprint b) {
        List<Volume> all = new ArrayList<>();
        all.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        all.add(configMap(SWEEP_VOLUME, configuration));
        b.lists().ifPresent(name -> all.add(configMap("shards", name)));
        all.add(claim("data", options.storage().data().name()));
        if (b.part() != Marks.Part.EMBED) {
            all.add(claim("results", options.storage().results().name()));
        }
        return all;
    }

    private static Volume configMap(String volume, String name) {
        return new VolumeBuilder()
                .withName(volume)
                .withConfigMap(new ConfigMapVolumeSourceBuilder().withName(name).build())
                .build();
    }

    private static Volume claim(String volume, String name) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewPersistentVolumeClaim()
                .withClaimName(name)
                .endPersistentVolumeClaim()
                .build();
    }

    private static Toleration toleration(NodeToleration t) {
        return new TolerationBuilder()
                .withKey(t.key())
                .withOperator(t.value().isPresent() ? "Equal" : "Exists")
                .withValue(t.value().orElse(null))
                .withEffect(t.effect().orElse(null))
                .build();
    }
}
