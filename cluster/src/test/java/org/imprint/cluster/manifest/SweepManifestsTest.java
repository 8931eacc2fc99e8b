package org.imprint.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.imprint.cluster.work.PlannedJob;
import org.imprint.cluster.work.Shard;
import org.imprint.lab.plan.Place;
import org.imprint.lab.sweep.label.LabelMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepManifestsTest {

    @TempDir
    private Path folder;

    @Test
    void theFolderReadsAsItWasWritten() {
        ManifestSet set = Sweeps.small();
        List<Path> files = ManifestFolder.write(folder.resolve("jobs"), set, true);

        ManifestSet read = ManifestFolder.read(folder.resolve("jobs"));

        assertThat(files).hasSize(5 + 3).allSatisfy(f -> assertThat(f).isNotEmptyFile());
        assertThat(read.sweep()).isEqualTo(set.sweep());
        assertThat(Yaml.text(read.all())).isEqualTo(Yaml.text(set.all()));
    }

    @Test
    void namesAreUniqueAndFitWithTheirIndexes() {
        ManifestSet set = Sweeps.manifests(
                Sweeps.work(Sweeps.paper("section-5.3-imagenet-kls")),
                500,
                OptionalInt.empty(),
                ClusterOptions.defaults());

        // The published generator's names were longer than 63 characters for 30 of 400 jobs of this sweep.
        assertThat(set.runs()).hasSizeGreaterThanOrEqualTo(400);
        assertThat(set.all())
                .extracting(o -> o.getKind() + o.getMetadata().getName())
                .doesNotHaveDuplicates();
        for (Job job : set.runs()) {
            String host = job.getMetadata().getName() + "-r9-" + job.getSpec().getCompletions();
            assertThat(host).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
            job.getMetadata().getLabels().values().forEach(v -> assertThat(v).hasSizeLessThanOrEqualTo(63));
        }
    }

    @Test
    void indexesAreRetriedOneByOneAndNodesThatGoAwayDoNotCount() {
        Job job = Sweeps.small().runs().get(0);

        assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
        assertThat(job.getSpec().getBackoffLimitPerIndex()).isEqualTo(3);
        assertThat(job.getSpec().getPodReplacementPolicy()).isEqualTo("Failed");
        assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(job.getSpec().getPodFailurePolicy().getRules())
                .extracting(r -> r.getAction())
                .containsExactly("Ignore", "FailIndex");
    }

    /** Exit code 1 of collecting is an answer, that runs are missing; asking again gives the same. */
    @Test
    void collectingIsNotRepeatedWhereRunsAreMissing() {
        Job collect = Sweeps.small().collects().get(0);

        assertThat(collect.getSpec()
                        .getPodFailurePolicy()
                        .getRules()
                        .get(1)
                        .getOnExitCodes()
                        .getValues())
                .containsExactly(1, 2);
    }

    @Test
    void aSweepFileIsMeasuredInBytes() {
        String text = "# " + "λ".repeat(500_000);

        assertThatThrownBy(() -> SweepWork.all(Path.of("greek.yaml"), text))
                .hasMessage("greek.yaml: a cluster takes sweep files of at most 900000 bytes, was 1000002");
    }

    @Test
    void onlyTheJobThatMakesEmbeddingsMayWriteThem() {
        ManifestSet set = Sweeps.small();

        assertThat(data(set.runs().get(0)).getReadOnly()).isTrue();
        assertThat(data(set.collects().get(0)).getReadOnly()).isTrue();
        assertThat(data(set.embeds().get(0)).getReadOnly()).isNull();
    }

    private static VolumeMount data(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().get(0).getVolumeMounts().stream()
                .filter(m -> m.getMountPath().equals("/data"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noPodSendsTelemetry() {
        ManifestSet set = Sweeps.small();

        assertThat(Stream.of(set.runs(), set.embeds(), set.collects()).flatMap(List::stream))
                .hasSizeGreaterThan(5)
                .allSatisfy(job -> assertThat(
                                job.getSpec().getTemplate().getSpec().getContainers())
                        .allSatisfy(container -> assertThat(container.getEnv())
                                .contains(new EnvVar("ORT_DISABLE_TELEMETRY", "1", null))));
    }

    @Test
    void embeddingsTakeAllBackbonesInOnePassOverEachSplit() {
        ManifestSet set = Sweeps.small();
        Job embed = set.embeds().get(0);
        Map<String, String> lists = set.configurations().stream()
                .filter(c ->
                        c.getMetadata().getName().equals(embed.getMetadata().getName()))
                .map(ConfigMap::getData)
                .findFirst()
                .orElseThrow();
        List<String> arguments =
                embed.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs();

        assertThat(embed.getSpec().getCompletions()).isEqualTo(4);
        assertThat(IndexedArguments.of(arguments, 3, lists))
                .containsExactly(
                        "embed",
                        "--data",
                        "FashionMNIST",
                        "--split",
                        "test",
                        "--backbones",
                        "resnet18,vit_b_16",
                        "--out-dir",
                        "/data",
                        "--workers",
                        "1");
    }

    @Test
    void placesThatNoFilterTellsApartAreRefused() {
        Place one = new Place("b", List.of("D"), new LabelMapping("m", Map.of(0, 1)));
        Place two = new Place("b", List.of("D"), new LabelMapping("m", Map.of(0, 2)));
        List<PlannedJob> jobs = List.of(new PlannedJob(List.of(new Shard(one, 0, 1), new Shard(two, 0, 1)), 1));

        assertThatThrownBy(
                        () -> SweepManifests.of(Sweeps.work(Sweeps.paper("figure-6")), jobs, ClusterOptions.defaults()))
                .hasMessage("backbone, data sets and name of the remapping must tell data combinations apart; two have,"
                        + " was b, D, m");
    }

    @Test
    void argumentsSurviveTheirLists() {
        List<String> words = List.of("--filter", "task=a \"b\" \\ #c", "");
        Map<String, String> lists = IndexedArguments.lists(List.of(List.of("x"), words));

        assertThat(IndexedArguments.of(List.of("run", IndexedArguments.FROM_LIST), 1, lists))
                .containsExactly("run", "--filter", "task=a \"b\" \\ #c", "");
        assertThat(IndexedArguments.of(List.of("$(JOB_COMPLETION_INDEX)/4", "s-$(JOB_COMPLETION_INDEX)"), 2, Map.of()))
                .containsExactly("2/4", "s-2");
    }

    @Test
    void aChangedSweepHasAnotherName() {
        ManifestSet set = Sweeps.small();
        SweepWork other = SweepWork.all(Path.of("small.yaml"), Sweeps.SMALL.replace("[1, 2]", "[1, 3]"));

        assertThat(Sweeps.manifests(other, 12, OptionalInt.empty(), ClusterOptions.defaults())
                        .sweep())
                .isNotEqualTo(set.sweep())
                .startsWith("small-");
    }

    @Test
    void filesThatAreNoObjectsAreNamed() throws IOException {
        Path jobs = folder.resolve("jobs");
        ManifestFolder.write(jobs, Sweeps.small(), false);
        Path file = jobs.resolve("more.yaml");

        Files.writeString(file, "kind: Deployment\nmetadata: {name: x}\n");
        assertThatThrownBy(() -> ManifestFolder.read(jobs))
                .hasMessage(file + ": kind must be Job, ConfigMap or PersistentVolumeClaim, was Deployment");

        Files.writeString(file, "kind: [\n");
        assertThatThrownBy(() -> ManifestFolder.read(jobs))
                .hasMessageStartingWith(file + ": is not what a cluster reads");

        ManifestSet other = Sweeps.manifests(
                SweepWork.all(Path.of("other.yaml"), Sweeps.SMALL), 4, OptionalInt.empty(), ClusterOptions.defaults());
        Files.writeString(file, Yaml.text(other.runs()));
        assertThatThrownBy(() -> ManifestFolder.read(jobs))
                .hasMessageContaining("must hold one sweep, known by the label app.kubernetes.io/instance");
    }

    @Test
    void everyObjectIsOfOneSweep() {
        ManifestSet set = Sweeps.small();
        assertThat(set.all().stream().filter(o -> !o.getKind().equals("PersistentVolumeClaim")))
                .hasSize(2 + 4 + 1 + 1)
                .extracting(HasMetadata::getMetadata)
                .allSatisfy(m -> assertThat(m.getLabels()).containsEntry(Marks.SWEEP, set.sweep()));
    }
}
