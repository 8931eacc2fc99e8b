package org.imprint.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprint.cluster.ClusterException;
import org.imprint.cluster.manifest.ManifestSet;
import org.imprint.cluster.manifest.Marks;
import org.imprint.cluster.manifest.Marks.Part;
import org.imprint.cluster.manifest.Sweeps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that keeps objects as a cluster does; what a cluster's controllers would do is done by the test. */
@EnableKubernetesMockClient(crud = true)
class ClusterSweepTest {

    private static final String NAMESPACE = "lab";

    private KubernetesClient client;
    private final ManifestSet set = Sweeps.small();
    private final String first = set.runNames().get(0);
    private ClusterSweep sweep;

    @BeforeEach
    void connect() {
        sweep = new ClusterSweep(client, NAMESPACE, set);
    }

    @AfterEach
    void close() {
        sweep.close();
    }

    private Job job(String name) {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
    }

    /** Does as the job controller: writes which indexes are complete, which failed, and whether the job is over. */
    private void controller(String name, String complete, String failed, String condition) {
        Job now = new JobBuilder(job(name))
                .withNewStatus()
                .withCompletedIndexes(complete)
                .withFailedIndexes(failed)
                .endStatus()
                .build();
        if (!condition.isEmpty()) {
            now = new JobBuilder(now)
                    .editStatus()
                    .addNewCondition()
                    .withType(condition)
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build();
        }
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(now).updateStatus();
    }

    private void completeAllBut(String name) {
        set.runNames().stream().filter(n -> !n.equals(name)).forEach(n -> controller(n, "0-2", "", "Complete"));
    }

    private static Map<String, Submission.Action> actions(List<Submission> done) {
        return done.stream().collect(Collectors.toMap(Submission::job, Submission::action));
    }

    @Test
    void submittingMakesAllObjectsInTheNamespace() {
        List<Submission> done = sweep.submit(Part.RUN);

        assertThat(actions(done).values()).hasSize(4).containsOnly(Submission.Action.CREATED);
        assertThat(client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems())
                .extracting(j -> j.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(set.runNames());
        assertThat(client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems())
                .hasSize(2);
        assertThat(client.configMaps()
                        .inNamespace(NAMESPACE)
                        .withName(set.sweep())
                        .get()
                        .getData())
                .containsEntry("small.yaml", Sweeps.SMALL);
    }

    @Test
    void submittingAgainLeavesAloneWhatRunsOrIsComplete() {
        sweep.submit(Part.RUN);
        controller(first, "0-2", "", "Complete");

        Map<String, Submission.Action> again = actions(sweep.submit(Part.RUN));

        assertThat(again.remove(first)).isEqualTo(Submission.Action.COMPLETE);
        assertThat(again.values()).hasSize(3).containsOnly(Submission.Action.UNDER_WAY);
        assertThat(client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems())
                .hasSize(4);
    }

    @Test
    void submittingAgainRepeatsExactlyWhatFailed() {
        sweep.submit(Part.RUN);
        completeAllBut(first);
        controller(first, "1", "0,2", "Failed");

        List<Submission> again = sweep.submit(Part.RUN);

        assertThat(again).contains(new Submission(first + "-r2", Submission.Action.REPEATED, 2));
        Job repeated = job(first + "-r2");
        assertThat(repeated.getSpec().getCompletions()).isEqualTo(2);
        assertThat(repeated.getMetadata().getAnnotations())
                .containsEntry(Marks.REPEATS, first)
                .containsEntry(Marks.INDEXES, "0,2");
        assertThat(repeated.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getArgs())
                .containsExactly("@/shards/$(JOB_COMPLETION_INDEX)");
        Map<String, String> lists = client.configMaps()
                .inNamespace(NAMESPACE)
                .withName(first + "-r2")
                .get()
                .getData();
        assertThat(lists).containsOnlyKeys("0", "1");
        assertThat(lists.get("0").lines()).startsWith("\"run\"").contains("\"0/3\"");
        assertThat(lists.get("1").lines()).contains("\"2/3\"").anyMatch(l -> l.endsWith(first + "-2\""));
    }

    /** As where a quota lets the configuration in and the job not. */
    @Test
    void aConfigurationThatStayedBehindDoesNotStandInTheWayOfARepetition() {
        sweep.submit(Part.RUN);
        completeAllBut(first);
        controller(first, "1", "0", "");
        sweep.submit(Part.RUN);
        client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName(first + "-r2")
                .delete();
        controller(first, "1", "0,2", "Failed");

        assertThat(sweep.submit(Part.RUN)).contains(new Submission(first + "-r2", Submission.Action.REPEATED, 2));
        assertThat(client.configMaps()
                        .inNamespace(NAMESPACE)
                        .withName(first + "-r2")
                        .get()
                        .getData())
                .containsOnlyKeys("0", "1");
    }

    @Test
    void aRepetitionCountsForTheIndexesThatItStandsFor() {
        sweep.submit(Part.RUN);
        completeAllBut(first);
        controller(first, "1", "0,2", "Failed");
        sweep.submit(Part.RUN);
        controller(first + "-r2", "1", "0", "Failed");

        JobProgress progress = sweep.progress(Part.RUN).get(0);
        assertThat(progress.complete()).isEqualTo(2);
        assertThat(progress.missing()).containsExactly(0);

        assertThat(sweep.submit(Part.RUN)).contains(new Submission(first + "-r3", Submission.Action.REPEATED, 1));
        controller(first + "-r3", "0", "", "Complete");
        assertThat(sweep.progress(Part.RUN)).allMatch(JobProgress::isComplete);
        assertThat(actions(sweep.submit(Part.RUN)).values()).containsOnly(Submission.Action.COMPLETE);
    }

    @Test
    void anIndexThatGaveUpIsRepeatedWhileTheOthersGoOn() {
        sweep.submit(Part.RUN);
        controller(first, "", "1", "");

        assertThat(sweep.progress(Part.RUN).get(0))
                .isEqualTo(new JobProgress(first, "resnet18, MNIST", 3, 0, 2, List.of(1), true));
        assertThat(sweep.submit(Part.RUN)).contains(new Submission(first + "-r2", Submission.Action.REPEATED, 1));
        assertThat(sweep.progress(Part.RUN).get(0).underWay()).isEqualTo(3);
    }

    @Test
    void whatWasNeverSubmittedIsMissingButHasNotFailed() {
        assertThat(sweep.progress(Part.RUN))
                .allMatch(j -> !j.submitted() && j.missing().size() == 3);
        assertThat(sweep.failures(Part.RUN, 5, 10)).isEmpty();
    }

    @Test
    void aJobOfTheNameThatDoesOtherWorkIsRefused() {
        sweep.submit(Part.RUN);
        Job other = new JobBuilder(job(first))
                .editSpec()
                .withCompletions(7)
                .endSpec()
                .build();
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(other).update();

        assertThatThrownBy(() -> sweep.submit(Part.RUN))
                .isInstanceOf(ClusterException.class)
                .hasMessage(
                        "job " + first + " must be the one of this folder, but is one with other shards or arguments on"
                                + " the cluster; delete it first: imprint k8s delete");
    }

    @Test
    void failuresTellTheReasonAndThePod() {
        sweep.submit(Part.RUN);
        controller(first, "0,2", "1", "Failed");
        create(pod("one", "1", "2026-01-01T01:00:00Z", 137, "OOMKilled"));
        create(pod("two", "2", "2026-01-01T02:00:00Z", 0, "Completed"));

        List<FailedIndex> failures = sweep.failures(Part.RUN, 5, 10);

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).index()).isEqualTo(1);
        assertThat(failures.get(0).pod()).contains("one");
        assertThat(failures.get(0).reason()).isEqualTo("OOMKilled");
        assertThat(sweep.log(first, 0, 5).pod()).isEmpty();
        assertThatThrownBy(() -> sweep.log(first, 3, 5)).hasMessage("index of " + first + " must be in [0, 2], was 3");
        assertThatThrownBy(() -> sweep.log("other", 0, 5)).hasMessage("job must be one of this sweep, was 'other'");
    }

    @Test
    void ofSeveralPodsOfAnIndexTheLatestSpeaks() {
        Pod old = pod("old", "1", "2026-01-01T00:00:00Z", 2, "Error");
        Pod young = pod("young", "1", "2026-01-01T01:00:00Z", 2, "Error");
        Pod other = pod("other", "2", "2026-01-01T02:00:00Z", 2, "Error");

        assertThat(ClusterObjects.latest(List.of(young, old, other), 1)).contains(young);
        assertThat(ClusterObjects.latest(List.of(young, old, other), 7)).isEmpty();
        assertThat(ClusterObjects.reason(young)).isEqualTo("exit code 2");
    }

    private void create(Pod pod) {
        client.pods().inNamespace(NAMESPACE).resource(pod).create();
    }

    private Pod pod(String name, String index, String created, int exitCode, String reason) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withCreationTimestamp(created)
                .addToLabels(Marks.JOB_OF_POD, first)
                .addToAnnotations(Marks.INDEX_OF_POD, index)
                .endMetadata()
                .withNewStatus()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    @Test
    void deletingLeavesOtherSweepsAndTheVolumes() {
        sweep.submit(Part.RUN);
        sweep.submit(Part.EMBED);
        Job foreign = new JobBuilder(job(first))
                .editMetadata()
                .withName("foreign")
                .withResourceVersion(null)
                .withUid(null)
                .addToLabels(Marks.SWEEP, "another")
                .endMetadata()
                .build();
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(foreign).create();

        List<String> gone = sweep.delete(false);

        assertThat(gone).hasSize(4 + 1 + 2).contains("job " + first, "configuration " + set.sweep());
        assertThat(client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems())
                .extracting(j -> j.getMetadata().getName())
                .containsExactly("foreign");
        assertThat(client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems())
                .hasSize(2);
        assertThat(sweep.delete(true)).containsExactlyInAnyOrder("claim imprint-data", "claim imprint-results");
        assertThat(sweep.delete(true)).isEmpty();
    }

    @Test
    void collectingReplacesAFinishedJobAndWaitsForItsEnd() throws InterruptedException {
        String name = set.collects().get(0).getMetadata().getName();
        sweep.submit(Part.COLLECT);
        controller(name, "", "0", "Failed");
        Thread controller = new Thread(() -> {
            for (int i = 0; i < 1000; i++) {
                Job now = job(name);
                if (now != null && JobRounds.finished(now).isEmpty()) {
                    controller(name, "0", "", "Complete");
                    return;
                }
                pause();
            }
        });
        controller.start();

        ClusterSweep.Collected collected = sweep.collect(Duration.ofMillis(10), Duration.ofSeconds(60));

        controller.join();
        assertThat(collected.complete()).isTrue();
    }

    @Test
    void collectingSaysWhatItWaitedFor() {
        assertThatThrownBy(() -> sweep.collect(Duration.ofMillis(10), Duration.ofMillis(100)))
                .isInstanceOf(ClusterException.class)
                .hasMessage("waited 0 s for " + set.sweep() + "-collect to end, and it has not");
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
