package org.imprint.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import org.imprint.core.ImprintException;
import org.junit.jupiter.api.Test;

class ServingManifestsTest {

    private static final Storage.Claim CLAIM = new Storage.Claim("birds", Optional.of("5Gi"));

    @Test
    void whatLearnsHasOnePodThatEndsBeforeTheNextStarts() {
        Deployment deployment = deployment(serving(false, 1));

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(pod(deployment).getInitContainers()).isEmpty();
        assertThatThrownBy(() -> serving(false, 2))
                .isInstanceOf(ImprintException.class)
                .hasMessage("replicas must be 1 without --read-only, since a classifier's file has one writer, was 2");
    }

    @Test
    void podsThatOnlyReadWorkOnCopiesAndAreReplacedOneByOne() {
        Deployment deployment = deployment(serving(true, 3));
        PodSpec pod = pod(deployment);

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(pod.getInitContainers())
                .singleElement()
                .extracting(Container::getCommand)
                .isEqualTo(List.of(
                        "sh",
                        "-c",
                        "for f; do cp \"/classifiers/$f\"* /work; done",
                        "cp",
                        "birds.imprint",
                        "b.imprint"));
        assertThat(server(pod).getArgs()).endsWith("--read-only");
        assertThat(server(pod).getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("classifiers"))
                .singleElement()
                .extracting(VolumeMount::getReadOnly)
                .isEqualTo(true);
    }

    @Test
    void aPodHasNoRightsAndWritesToItsVolumeAlone() {
        PodSpec pod = pod(deployment(serving(false, 1)));
        var rights = server(pod).getSecurityContext();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(server(pod).getVolumeMounts())
                .filteredOn(mount -> mount.getReadOnly() == null)
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/tmp", "/work");
        assertThat(pod.getVolumes())
                .extracting(Volume::getName)
                .containsExactlyElementsOf(server(pod).getVolumeMounts().stream()
                        .map(VolumeMount::getName)
                        .toList());
    }

    /** It leaves for 5 s and waits for what is under way for 25 s; the pod is not killed meanwhile, nor while it saves. */
    @Test
    void aPodIsGivenTheTimeToEndWhatIsUnderWay() {
        PodSpec pod = pod(deployment(serving(false, 1)));

        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(5 + 25 + 60);
        assertThat(server(pod).getLivenessProbe().getHttpGet().getPath()).isEqualTo("/v2/health/live");
        assertThat(server(pod).getReadinessProbe().getHttpGet().getPath()).isEqualTo("/v2/health/ready");
    }

    @Test
    void theTokenComesFromASecretAndTheServicesNamesAreLetIn() {
        PodSpec pod = pod(deployment(serving(false, 1)));

        assertThat(String.join(" ", server(pod).getArgs()))
                .isEqualTo("serve /work/birds.imprint /work/b.imprint --host 0.0.0.0 --port 8080"
                        + " --grace 5 --token-file /run/imprint/token/token --allow-host aviary --allow-host aviary.lab"
                        + " --allow-host aviary.lab.svc --allow-host aviary.lab.svc.cluster.local"
                        + " --allow-host birds.example --tls-cert /run/imprint/tls/tls.crt"
                        + " --tls-key /run/imprint/tls/tls.key");
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .extracting(volume -> volume.getSecret().getSecretName())
                .containsExactly("imprint-token", "certificate");
        assertThat(server(pod).getReadinessProbe().getHttpGet().getScheme()).isEqualTo("HTTPS");
    }

    @Test
    void theServiceFindsThePods() {
        List<HasMetadata> all = objects(serving(false, 1));
        Service service = (Service) all.get(2);
        Deployment deployment = (Deployment) all.get(1);

        assertThat(all)
                .extracting(HasMetadata::getKind)
                .containsExactly("PersistentVolumeClaim", "Deployment", "Service");
        assertThat(service.getSpec().getSelector())
                .isEqualTo(deployment.getSpec().getSelector().getMatchLabels())
                .isEqualTo(deployment.getSpec().getTemplate().getMetadata().getLabels());
        assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
                .isEqualTo(server(pod(deployment)).getPorts().get(0).getName());
        assertThat(deployment.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("prometheus.io/scrape", "true")
                .containsEntry("prometheus.io/port", "8080");
    }

    @Test
    void filesAreNamesOnTheVolume() {
        for (String file : List.of("../birds.imprint", "a/birds.imprint", "birds.onnx", "-x.imprint", "a b.imprint")) {
            assertThatThrownBy(() -> new ServingManifests.Serving(
                            "aviary", List.of(file), false, 1, CLAIM, door(Optional.empty())))
                    .hasMessage("a served file must be the name of one on the volume, such as birds.imprint, was '"
                            + file + "'");
        }
    }

    static List<HasMetadata> everything(boolean readOnly) {
        return objects(serving(readOnly, readOnly ? 3 : 1));
    }

    private static ServingManifests.Serving serving(boolean readOnly, int replicas) {
        return new ServingManifests.Serving(
                "aviary",
                List.of("birds.imprint", "b.imprint"),
                readOnly,
                replicas,
                CLAIM,
                door(Optional.of("certificate")));
    }

    private static ServingManifests.Door door(Optional<String> tls) {
        return new ServingManifests.Door(8080, "imprint-token", tls, List.of("birds.example"));
    }

    private static List<HasMetadata> objects(ServingManifests.Serving serving) {
        ClusterOptions standard = ClusterOptions.defaults();
        return ServingManifests.of(
                serving,
                new ClusterOptions(
                        Optional.of("lab"),
                        standard.image(),
                        standard.placement(),
                        standard.resources(),
                        standard.storage(),
                        standard.access(),
                        standard.lifetime()));
    }

    private static Deployment deployment(ServingManifests.Serving serving) {
        return (Deployment) objects(serving).get(1);
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    private static Container server(PodSpec pod) {
        return pod.getContainers().get(0);
    }
}
