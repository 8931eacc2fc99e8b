package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all pods of ours have in common: where they run and with how much, no rights, a root that is only read. */
final class PodMaker {

    static final String CONTAINER = "imprint";

    private static final long USER = 10001;

    private final ClusterOptions options;

    PodMaker(ClusterOptions options) {
        this.options = options;
    }

    /** Returns a pod of one container. */
    PodSpecBuilder pod(Container container) {
        ClusterOptions.Placement where = options.placement();
        return new PodSpecBuilder()
                .withServiceAccountName(options.access().serviceAccount().orElse(null))
                .withAutomountServiceAccountToken(false)
                .withPriorityClassName(where.priorityClass().orElse(null))
                .withNodeSelector(where.nodeSelector().isEmpty() ? null : new TreeMap<>(where.nodeSelector()))
                .withTolerations(
                        where.tolerations().stream().map(PodMaker::toleration).toList())
                .withAffinity(where.affinity().map(Yaml::affinity).orElse(null))
                .addAllToImagePullSecrets(options.image().pullSecrets().stream()
                        .map(LocalObjectReference::new)
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
                .withContainers(container);
    }

    /** Returns the container. @param environment its variables where the options do not say others */
    ContainerBuilder container(Map<String, String> environment) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(options.image().name())
                .withImagePullPolicy(options.image().pullPolicy().orElse(null))
                .withEnv(variables(environment))
                .addAllToEnvFrom(options.access().secrets().stream()
                        .map(s -> new EnvFromSourceBuilder()
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
                .endSecurityContext();
    }

    private List<EnvVar> variables(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
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

    static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }

    static Volume emptyFolder(String volume) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    static Volume claim(String volume, String name) {
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
