package org.imprint.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.api.model.batch.v1.JobListBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import org.imprint.cluster.ClusterException;
import org.imprint.cluster.manifest.ManifestSet;
import org.imprint.cluster.manifest.Marks.Part;
import org.imprint.cluster.manifest.Sweeps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that refuses, asks to wait, breaks, or is not there. */
@EnableKubernetesMockClient
class ClusterTroubleTest {

    private static final String JOBS = "/apis/batch/v1/namespaces/lab/jobs";
    private static final String CONFIGURATIONS = "/api/v1/namespaces/lab/configmaps";
    private static final String CLAIMS = "/api/v1/namespaces/lab/persistentvolumeclaims";

    private KubernetesMockServer server;
    private KubernetesClient client;
    private final ManifestSet set = withoutAllButOne(Sweeps.small());
    private final String list = JOBS + "?labelSelector=app.kubernetes.io%2Finstance%3D" + set.sweep();
    private ClusterSweep sweep;

    @BeforeEach
    void connect() {
        sweep = new ClusterSweep(client, "lab", set);
    }

    @AfterEach
    void close() {
        sweep.close();
    }

    private static ManifestSet withoutAllButOne(ManifestSet all) {
        return new ManifestSet(
                all.sweep(),
                List.of(),
                all.configurations().subList(0, 1),
                all.runs().subList(0, 1),
                List.of(),
                all.collects());
    }

    private static Status status(int code, String reason, String message) {
        return new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .withStatus("Failure")
                .build();
    }

    private static JobList jobs(Job... jobs) {
        return new JobListBuilder().withItems(jobs).build();
    }

    private Job wanted() {
        return set.runs().get(0);
    }

    private String name() {
        return wanted().getMetadata().getName();
    }

    @Test
    void aRefusalIsOneSentence() {
        server.expect()
                .get()
                .withPath(list)
                .andReturn(403, status(403, "Forbidden", "jobs.batch is forbidden: User \"u\" cannot list"))
                .always();

        assertThatThrownBy(() -> sweep.progress(Part.RUN))
                .isInstanceOf(ClusterException.class)
                .hasMessageMatching("jobs: the cluster at http\\S+ answered 403: jobs.batch is forbidden:"
                        + " User \"u\" cannot list");
    }

    @Test
    void throttlingIsWaitedOut() {
        server.expect()
                .get()
                .withPath(list)
                .andReply(429, r -> status(429, "TooManyRequests", "slow down"))
                .withHeader("Retry-After", "1")
                .times(2);
        server.expect().get().withPath(list).andReturn(200, jobs()).always();

        assertThat(sweep.progress(Part.RUN)).singleElement().matches(j -> !j.submitted());
    }

    @Test
    void aServerInTroubleIsAskedAgain() {
        server.expect()
                .get()
                .withPath(list)
                .andReturn(503, status(503, "ServiceUnavailable", "etcd"))
                .times(2);
        server.expect().get().withPath(list).andReturn(200, jobs()).always();

        assertThat(sweep.progress(Part.RUN)).hasSize(1);
    }

    @Test
    void whatSomebodyElseMadeInTheMeantimeIsTaken() {
        server.expect()
                .post()
                .withPath(CONFIGURATIONS)
                .andReturn(409, status(409, "AlreadyExists", "exists"))
                .always();
        server.expect()
                .get()
                .withPath(CONFIGURATIONS + "/" + set.sweep())
                .andReturn(200, set.configurations().get(0))
                .always();
        server.expect().get().withPath(list).andReturn(200, jobs()).always();
        server.expect()
                .post()
                .withPath(JOBS)
                .andReturn(409, status(409, "AlreadyExists", "exists"))
                .always();
        server.expect()
                .get()
                .withPath(JOBS + "/" + name())
                .andReturn(200, wanted())
                .always();

        assertThat(sweep.submit(Part.RUN)).containsExactly(new Submission(name(), Submission.Action.UNDER_WAY, 3));
    }

    @Test
    void aJobThatIsBeingDeletedIsNotMistakenForOurs() {
        Job dying = new JobBuilder(wanted())
                .editMetadata()
                .withDeletionTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .build();
        server.expect()
                .post()
                .withPath(CONFIGURATIONS)
                .andReturn(201, set.configurations().get(0))
                .always();
        server.expect().get().withPath(list).andReturn(200, jobs(dying)).always();
        server.expect()
                .post()
                .withPath(JOBS)
                .andReturn(409, status(409, "AlreadyExists", "object is being deleted"))
                .always();
        server.expect()
                .get()
                .withPath(JOBS + "/" + name())
                .andReturn(200, dying)
                .always();

        assertThatThrownBy(() -> sweep.submit(Part.RUN))
                .isInstanceOf(ClusterException.class)
                .hasMessage("job " + name() + " is still being deleted; submit again in a moment");
    }

    @Test
    void aConfigurationOfOtherContentsIsRefused() {
        server.expect()
                .post()
                .withPath(CONFIGURATIONS)
                .andReturn(409, status(409, "AlreadyExists", "exists"))
                .always();
        server.expect()
                .get()
                .withPath(CONFIGURATIONS + "/" + set.sweep())
                .andReturn(
                        200,
                        new io.fabric8.kubernetes.api.model.ConfigMapBuilder(
                                        set.configurations().get(0))
                                .addToData("small.yaml", "other")
                                .build())
                .always();

        assertThatThrownBy(() -> sweep.submit(Part.RUN))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("configuration " + set.sweep() + " must be that of this folder");
    }

    @Test
    void aFullQuotaNamesTheObject() {
        server.expect()
                .post()
                .withPath(CONFIGURATIONS)
                .andReturn(201, set.configurations().get(0))
                .always();
        server.expect().get().withPath(list).andReturn(200, jobs()).always();
        server.expect()
                .post()
                .withPath(JOBS)
                .andReturn(403, status(403, "Forbidden", "exceeded quota: jobs"))
                .always();

        assertThatThrownBy(() -> sweep.submit(Part.RUN))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("job " + name() + ": the cluster at ")
                .hasMessageEndingWith("answered 403: exceeded quota: jobs");
    }

    @Test
    void aRefusedDeletionIsTold() {
        server.expect().get().withPath(list).andReturn(200, jobs(wanted())).always();
        server.expect()
                .delete()
                .withPath(JOBS + "/" + name())
                .andReturn(403, status(403, "Forbidden", "cannot delete"))
                .always();

        assertThatThrownBy(() -> sweep.delete(false))
                .isInstanceOf(ClusterException.class)
                .hasMessageEndingWith("answered 403: cannot delete");
    }

    @Test
    void aLogThatIsGoneIsNoError() {
        Job failed = new JobBuilder(wanted())
                .withNewStatus()
                .withFailedIndexes("1")
                .endStatus()
                .build();
        server.expect().get().withPath(list).andReturn(200, jobs(failed)).always();
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/lab/pods?labelSelector=batch.kubernetes.io%2Fjob-name%3D" + name())
                .andReturn(
                        200,
                        new io.fabric8.kubernetes.api.model.PodListBuilder()
                                .addNewItem()
                                .withNewMetadata()
                                .withName("p")
                                .addToAnnotations("batch.kubernetes.io/job-completion-index", "1")
                                .endMetadata()
                                .endItem()
                                .build())
                .always();
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/lab/pods/p/log?pretty=false&tailLines=7")
                .andReturn(200, "last\nwords\n")
                .once();
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/lab/pods/p/log?pretty=false&tailLines=8")
                .andReturn(404, status(404, "NotFound", "gone"))
                .always();

        assertThat(sweep.failures(Part.RUN, 7, 1))
                .singleElement()
                .matches(f -> f.log().equals("last\nwords\n"));
        assertThat(sweep.failures(Part.RUN, 8, 1))
                .singleElement()
                .matches(f -> f.log().startsWith("(no log: "));
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        KubernetesClient nobody = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:1/")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        try (ClusterSweep lost = new ClusterSweep(nobody, "lab", set)) {
            assertThatThrownBy(() -> lost.progress(Part.RUN))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageStartingWith("jobs: the cluster at http://127.0.0.1:1/ cannot be reached: ");
        }
    }
}
