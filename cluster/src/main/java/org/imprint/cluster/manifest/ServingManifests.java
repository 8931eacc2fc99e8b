package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.OnnxRuntime;

/**
 * Makes the objects of a server of classifiers: a deployment, a service, and the claim of its volume.
 *
 * <p>A file of a classifier has one writer, so a server that learns has one pod, which ends before the next one starts. Pods of one
 * that is only read are many, and each works on a copy of the files of its own.
 */
public final class ServingManifests {

    private static final String WORK = "/work";
    private static final String KEPT = "/classifiers";
    private static final String TOKEN = "/run/imprint/token";
    private static final String TLS = "/run/imprint/tls";
    private static final String PORT = "http";

    /** What ends leaves, answers what is under way (at most 25 s), and takes its journal into the file. */
    private static final long GRACE_SECONDS = 120;

    /** Until then no service sends requests to a pod that is not ready. */
    private static final String LEAVING_SECONDS = "5";

    private static final int STARTS = 180;

    /** Of a secret: readable for the pod's group, which the cluster adds, and nobody else. */
    private static final int MODE = 0440;

    private final Serving serving;
    private final ClusterOptions options;

    private ServingManifests(Serving serving, ClusterOptions options) {
        this.serving = serving;
        this.options = options;
    }

    /** What is served, and to whom. @param files names on the volume @param claim of the volume that holds them */
    public record Serving(
            String name, List<String> files, boolean readOnly, int replicas, Storage.Claim claim, Door door) {

        private static final int MOST_REPLICAS = 100;

        /** Checks the names, and that nothing that learns has two pods. */
        public Serving {
            Legal.label("name", name);
            files = List.copyOf(files);
            Checks.require(!files.isEmpty(), "files must be at least one", "none");
            files.forEach(f -> Checks.require(
                    f.matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.imprint"),
                    "a served file must be the name of one on the volume, such as birds.imprint",
                    "'" + f + "'"));
            Checks.inRange("replicas", replicas, 1, MOST_REPLICAS);
            Checks.require(
                    replicas == 1 || readOnly,
                    "replicas must be 1 without --read-only, since a classifier's file has one writer",
                    replicas);
        }
    }

    /** Where it is asked. @param hosts names besides the service's @param tlsSecret one of type kubernetes.io/tls */
    public record Door(int port, String tokenSecret, Optional<String> tlsSecret, List<String> hosts) {

        /** Checks the port and the names of the secrets. */
        public Door {
            Checks.inRange("port", port, 1024, 65_535);
            Legal.name("token secret", tokenSecret);
            tlsSecret.ifPresent(s -> Legal.name("TLS secret", s));
            hosts = List.copyOf(hosts);
        }
    }

    /** Makes the objects, the claim first if it is to be made. @param options how pods run; their volumes are not used */
    public static List<HasMetadata> of(Serving serving, ClusterOptions options) {
        return new ServingManifests(serving, options).make();
    }

    private List<HasMetadata> make() {
        List<HasMetadata> all = new ArrayList<>();
        Optional<PersistentVolumeClaim> claim =
                SweepManifests.claim(serving.claim(), options.storage(), options.namespace());
        claim.ifPresent(all::add);
        all.add(deployment());
        all.add(service());
        return all;
    }

    private Map<String, String> labels() {
        return Marks.labels(serving.name(), Marks.Part.SERVE);
    }

    private Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(serving.name())
                .withNamespace(options.namespace().orElse(null))
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withReplicas(serving.replicas())
                .withStrategy(strategy())
                .withNewSelector()
                .withMatchLabels(labels())
                .endSelector()
                .withTemplate(template())
                .endSpec()
                .build();
    }

    private DeploymentStrategy strategy() {
        return new DeploymentStrategyBuilder()
                .withType(serving.readOnly() ? "RollingUpdate" : "Recreate")
                .build();
    }

    private PodTemplateSpec template() {
        PodMaker pods = new PodMaker(options);
        Container server = server(pods.container(environment()));
        var pod = pods.pod(server)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withVolumes(volumes());
        if (serving.readOnly()) {
            pod.withInitContainers(copy(pods.container(environment())));
        }
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels())
                .withAnnotations(new TreeMap<>(Map.of(
                        "prometheus.io/scrape",
                        "true",
                        "prometheus.io/path",
                        "/metrics",
                        "prometheus.io/port",
                        Integer.toString(serving.door().port()),
                        "prometheus.io/scheme",
                        scheme().toLowerCase(Locale.ROOT))))
                .endMetadata()
                .withSpec(pod.build())
                .build();
    }

    private Map<String, String> environment() {
        return Map.of("IMPRINT_HOME", folder(), OnnxRuntime.VARIABLE, OnnxRuntime.OFF);
    }

    /** Where the volume is. */
    private String folder() {
        return serving.readOnly() ? KEPT : WORK;
    }

    private Container server(ContainerBuilder container) {
        return container
                .withArgs(arguments())
                .withWorkingDir(WORK)
                .addNewPort()
                .withName(PORT)
                .withContainerPort(serving.door().port())
                .endPort()
                .withStartupProbe(probe("ready")
                        .withPeriodSeconds(1)
                        .withFailureThreshold(STARTS)
                        .build())
                .withLivenessProbe(probe("live")
                        .withPeriodSeconds(10)
                        .withFailureThreshold(6)
                        .build())
                .withReadinessProbe(probe("ready")
                        .withPeriodSeconds(5)
                        .withFailureThreshold(2)
                        .build())
                .withVolumeMounts(mounts())
                .build();
    }

    /** Copies the files and the journals beside them. */
    private Container copy(ContainerBuilder container) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "for f; do cp \"" + KEPT + "/$f\"* " + WORK + "; done", "cp"));
        command.addAll(serving.files());
        return container
                .withName("copy")
                .withCommand(command)
                .withVolumeMounts(PodMaker.mount("classifiers", KEPT, true), PodMaker.mount("work", WORK, false))
                .build();
    }

    private List<String> arguments() {
        Door door = serving.door();
        List<String> all = new ArrayList<>(List.of("serve"));
        serving.files().forEach(f -> all.add(WORK + "/" + f));
        all.addAll(List.of("--host", "0.0.0.0", "--port", Integer.toString(door.port())));
        all.addAll(List.of("--grace", LEAVING_SECONDS, "--token-file", TOKEN + "/token"));
        hosts().forEach(h -> all.addAll(List.of("--allow-host", h)));
        if (door.tlsSecret().isPresent()) {
            all.addAll(List.of("--tls-cert", TLS + "/tls.crt", "--tls-key", TLS + "/tls.key"));
        }
        if (serving.readOnly()) {
            all.add("--read-only");
        }
        return all;
    }

    /** The service's names, as far as they are known before it is applied. */
    private List<String> hosts() {
        List<String> all = new ArrayList<>(List.of(serving.name()));
        options.namespace()
                .map(n -> serving.name() + "." + n)
                .ifPresent(name -> all.addAll(List.of(name, name + ".svc", name + ".svc.cluster.local")));
        all.addAll(serving.door().hosts());
        return all;
    }

    private ProbeBuilder probe(String what) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/v2/health/" + what)
                .withPort(new IntOrString(PORT))
                .withScheme(scheme())
                .endHttpGet()
                .withTimeoutSeconds(5);
    }

    private String scheme() {
        return serving.door().tlsSecret().isPresent() ? "HTTPS" : "HTTP";
    }

    private List<VolumeMount> mounts() {
        List<VolumeMount> all = new ArrayList<>();
        all.add(PodMaker.mount("tmp", "/tmp", false));
        all.add(PodMaker.mount("work", WORK, false));
        if (serving.readOnly()) {
            all.add(PodMaker.mount("classifiers", KEPT, true));
        }
        all.add(PodMaker.mount("token", TOKEN, true));
        serving.door().tlsSecret().ifPresent(s -> all.add(PodMaker.mount("tls", TLS, true)));
        return all;
    }

    private List<Volume> volumes() {
        List<Volume> all = new ArrayList<>();
        all.add(PodMaker.emptyFolder("tmp"));
        if (serving.readOnly()) {
            all.add(PodMaker.emptyFolder("work"));
            all.add(PodMaker.claim("classifiers", serving.claim().name()));
        } else {
            all.add(PodMaker.claim("work", serving.claim().name()));
        }
        all.add(secret("token", serving.door().tokenSecret()));
        serving.door().tlsSecret().ifPresent(s -> all.add(secret("tls", s)));
        return all;
    }

    private static Volume secret(String volume, String name) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(name)
                .withDefaultMode(MODE)
                .endSecret()
                .build();
    }

    private Service service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(serving.name())
                .withNamespace(options.namespace().orElse(null))
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withSelector(labels())
                .addNewPort()
                .withName(PORT)
                .withPort(serving.door().tlsSecret().isPresent() ? 443 : 80)
                .withTargetPort(new IntOrString(PORT))
                .endPort()
                .endSpec()
                .build();
    }
}
