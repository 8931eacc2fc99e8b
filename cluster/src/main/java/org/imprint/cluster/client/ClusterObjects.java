package org.imprint.cluster.client;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.imprint.cluster.ClusterException;
import org.imprint.cluster.manifest.Marks;

/** The few questions that are put to a cluster, in one namespace. */
final class ClusterObjects {

    private final KubernetesClient client;
    private final String namespace;
    private final Gate gate;

    ClusterObjects(KubernetesClient client, String namespace, Gate gate) {
        this.client = client;
        this.namespace = namespace;
        this.gate = gate;
    }

    String namespace() {
        return namespace;
    }

    /** Returns the jobs of a sweep that are not about to go. */
    List<Job> jobs(String sweep) {
        return gate
                .ask(
                        "jobs",
                        () -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withLabel(Marks.SWEEP, sweep)
                                .list()
                                .getItems())
                .stream()
                .filter(j -> j.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    Optional<Job> job(String name) {
        return gate.ask(
                "job " + name,
                () -> Optional.ofNullable(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()));
    }

    /**
     * Creates a job; false if it is there already.
     *
     * @throws ClusterException if one of that name is being deleted
     */
    boolean createJob(Job job) {
        String name = job.getMetadata().getName();
        Job here = new JobBuilder(job)
                .editMetadata()
                .withNamespace(namespace)
                .endMetadata()
                .build();
        boolean created = created(
                "job " + name,
                () -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .resource(here)
                        .create());
        if (!created
                && job(name)
                        .filter(j -> j.getMetadata().getDeletionTimestamp() != null)
                        .isPresent()) {
            throw new ClusterException("job " + name + " is still being deleted; submit again in a moment");
        }
        return created;
    }

    /**
     * Creates a configuration unless it is there.
     *
     * @throws ClusterException if one of that name with other contents is there
     */
    void createConfiguration(ConfigMap configuration) {
        if (!isMade(configuration)) {
            throw new ClusterException(
                    "configuration "
                            + configuration.getMetadata().getName()
                            + " must be that of this folder, but is another on the cluster; delete it first: imprint k8s delete");
        }
    }

    /**
     * Creates the configuration of a job, in the place of one that no job uses: it stayed behind where a job of other indexes was
     * refused.
     *
     * @throws ClusterException if somebody makes another at the same time
     */
    void replaceConfiguration(ConfigMap configuration) {
        String name = configuration.getMetadata().getName();
        if (!isMade(configuration) && job(name).isEmpty()) {
            deleteConfiguration(name);
            createConfiguration(configuration);
        }
    }

    /** Creates a configuration; false if one of that name with other contents is there. */
    private boolean isMade(ConfigMap configuration) {
        String name = configuration.getMetadata().getName();
        ConfigMap here = new ConfigMapBuilder(configuration)
                .editMetadata()
                .withNamespace(namespace)
                .endMetadata()
                .build();
        boolean created = created(
                "configuration " + name,
                () -> client.configMaps().inNamespace(namespace).resource(here).create());
        if (!created) {
            ConfigMap there = gate.ask(
                    "configuration " + name,
                    () -> client.configMaps()
                            .inNamespace(namespace)
                            .withName(name)
                            .get());
            return there == null || configuration.getData().equals(there.getData());
        }
        return true;
    }

    void createClaim(PersistentVolumeClaim claim) {
        PersistentVolumeClaim here = new PersistentVolumeClaimBuilder(claim)
                .editMetadata()
                .withNamespace(namespace)
                .endMetadata()
                .build();
        created(
                "claim " + claim.getMetadata().getName(),
                () -> client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .resource(here)
                        .create());
    }

    private boolean created(String what, Supplier<? extends HasMetadata> create) {
        return gate.ask(what, () -> {
            try {
                create.get();
                return true;
            } catch (KubernetesClientException e) {
                if (Gate.isConflict(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Returns the pods of a job. */
    List<Pod> pods(String job) {
        return gate.ask(
                "pods of " + job,
                () -> client.pods()
                        .inNamespace(namespace)
                        .withLabel(Marks.JOB_OF_POD, job)
                        .list()
                        .getItems());
    }

    /** Returns the pod that was made last for an index. */
    static Optional<Pod> latest(List<Pod> pods, int index) {
        return pods.stream()
                .filter(pod -> Integer.toString(index).equals(index(pod)))
                .max(Comparator.comparing(
                        pod -> String.valueOf(pod.getMetadata().getCreationTimestamp())));
    }

    private static String index(Pod pod) {
        Map<String, String> all = pod.getMetadata().getAnnotations();
        return all == null ? "" : all.getOrDefault(Marks.INDEX_OF_POD, "");
    }

    /** Returns why a pod ended, as far as the cluster says. */
    static String reason(Pod pod) {
        if (pod.getStatus() == null) {
            return "";
        }
        for (ContainerStatus status :
                Optional.ofNullable(pod.getStatus().getContainerStatuses()).orElse(List.of())) {
            ContainerStateTerminated ended =
                    status.getState() == null ? null : status.getState().getTerminated();
            if (ended != null) {
                boolean says = ended.getReason() != null && !ended.getReason().equals("Error");
                return says ? ended.getReason() : "exit code " + ended.getExitCode();
            }
        }
        return Optional.ofNullable(pod.getStatus().getReason())
                .orElse(String.valueOf(pod.getStatus().getPhase()));
    }

    /** Returns the last lines that a pod wrote; a sentence if the cluster does not give them. */
    String log(Pod pod, int lines) {
        try {
            return client.pods()
                    .inNamespace(namespace)
                    .withName(pod.getMetadata().getName())
                    .tailingLines(lines)
                    .getLog();
        } catch (KubernetesClientException e) {
            return "(no log: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")";
        }
    }

    void deleteJob(String name, DeletionPropagation how) {
        gate.ask(
                "job " + name,
                () -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withName(name)
                        .withPropagationPolicy(how)
                        .delete());
    }

    /** Deletes jobs with their pods, and configurations. */
    List<String> deleteAll(String sweep) {
        List<String> gone = new ArrayList<>();
        for (Job job : jobs(sweep)) {
            String name = job.getMetadata().getName();
            deleteJob(name, DeletionPropagation.BACKGROUND);
            gone.add("job " + name);
        }
        List<ConfigMap> configurations = gate.ask(
                "configurations",
                () -> client.configMaps()
                        .inNamespace(namespace)
                        .withLabel(Marks.SWEEP, sweep)
                        .list()
                        .getItems());
        for (ConfigMap configuration : configurations) {
            String name = configuration.getMetadata().getName();
            deleteConfiguration(name);
            gone.add("configuration " + name);
        }
        return gone;
    }

    private void deleteConfiguration(String name) {
        gate.ask(
                "configuration " + name,
                () -> client.configMaps().inNamespace(namespace).withName(name).delete());
    }

    boolean deleteClaim(String name) {
        return !gate.ask(
                        "claim " + name,
                        () -> client.persistentVolumeClaims()
                                .inNamespace(namespace)
                                .withName(name)
                                .delete())
                .isEmpty();
    }
}
