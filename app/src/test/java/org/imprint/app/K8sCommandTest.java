package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.cluster.manifest.ManifestFolder;
import org.imprint.cluster.manifest.ManifestSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class K8sCommandTest {

    private static final Path FIGURE_6 = Path.of("../configs/paper/figure-6.yaml");

    /** Read by the cluster's client before the environment's. */
    private static final String KUBECONFIG = "kubeconfig";

    @TempDir
    private Path folder;

    @Test
    void everyOptionReachesThePods() throws IOException {
        Path affinity = Files.writeString(
                folder.resolve("affinity.yaml"),
                "nodeAffinity:\n  requiredDuringSchedulingIgnoredDuringExecution:\n    nodeSelectorTerms:\n"
                        + "    - matchExpressions: [{key: disk, operator: In, values: [ssd]}]\n");
        Imprint run = imprint(
                (Object)
                        "k8s generate --out OUT --namespace lab --image registry.example/imprint:1 --pull-policy Always"
                                .replace("OUT", folder.resolve("jobs").toString())
                                .split(" "),
                FIGURE_6,
                "--pull-secret registry --node-selector zone=a --toleration gpu=yes:NoSchedule --priority-class low"
                        .split(" "),
                "--affinity",
                affinity,
                "--cpu 3500m --memory 4Gi --memory-limit 6Gi --gpus 1 --service-account runner".split(" "),
                "--env-from-secret keys --env A=b --ttl 60 --parallelism 2 --retries 5 --deadline 900".split(" "),
                "--data-claim d --results-claim r --storage-class nfs --access-mode ReadWriteMany".split(" "),
                "--shards 24 --filter dataset=MNIST --lambda resnet18=0.5 --semantics reference".split(" "));

        assertThat(run.exitCode()).as(run.err()).isZero();
        String jobs = Files.readString(folder.resolve("jobs/jobs.yaml"));
        assertThat(jobs)
                .contains(
                        "namespace: \"lab\"",
                        "image: \"registry.example/imprint:1\"",
                        "imagePullPolicy: \"Always\"",
                        "- name: \"registry\"",
                        "zone: \"a\"",
                        "effect: \"NoSchedule\"",
                        "priorityClassName: \"low\"",
                        "key: \"disk\"",
                        "cpu: \"3500m\"",
                        "memory: \"6Gi\"",
                        "nvidia.com/gpu: \"1\"",
                        "serviceAccountName: \"runner\"",
                        "name: \"keys\"",
                        "value: \"b\"",
                        "ttlSecondsAfterFinished: 60",
                        "parallelism: 2",
                        "backoffLimitPerIndex: 5",
                        "activeDeadlineSeconds: 900",
                        "claimName: \"d\"",
                        "- \"--workers\"\n        - \"3\"",
                        "- \"resnet18=0.5\"",
                        "- \"reference\"");
        assertThat(Files.readString(folder.resolve("jobs/claims.yaml")))
                .contains("ReadWriteMany", "storageClassName: \"nfs\"", "name: \"r\"");
        assertThat(run.out())
                .contains("612 combinations, ", " in 24 shards of 4 jobs")
                .doesNotContain("null");
    }

    @Test
    void aServerIsWrittenInPlaceOfASweep() throws IOException {
        Path out = folder.resolve("serving");
        Imprint run = imprint(
                "k8s",
                "generate",
                "--serve",
                "birds.imprint",
                "--out",
                out,
                "--image",
                "registry.example/imprint:1",
                "--cpu",
                "2",
                "--storage-class",
                "fast",
                "--claim",
                "aviary",
                "--kustomize");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("secret imprint-token", "claim aviary: birds.imprint", "Next: kubectl apply -k " + out);
        assertThat(Files.readString(out.resolve("serving.yaml")))
                .contains("kind: \"Deployment\"", "\"/work/birds.imprint\"", "storageClassName: \"fast\"")
                .contains("claimName: \"aviary\"", "image: \"registry.example/imprint:1\"");
        assertThat(out.resolve("kustomization.yaml")).content().contains("- serving.yaml");
    }

    @Test
    void whatGoesWithASweepDoesNotGoWithAServerNorTheOtherWayRound() {
        Object[] server = {"k8s", "generate", "--serve", "birds.imprint", "--out", folder.resolve("serving")};
        assertThat(imprint(server, "--shards", "3").err()).startsWith("imprint: --shards goes with SWEEP.yaml");
        assertThat(imprint(server, "--lambda", "1").err()).startsWith("imprint: --lambda goes with SWEEP.yaml");
        assertThat(imprint(server, FIGURE_6).err()).startsWith("imprint: either SWEEP.yaml or --serve must be given");
        assertThat(imprint(server, "--replicas", 2).err()).contains("replicas must be 1 without --read-only");
        Object[] sweep = {"k8s", "generate", FIGURE_6, "--out", folder.resolve("jobs")};
        assertThat(imprint(sweep, "--replicas", "2").err()).startsWith("imprint: --replicas goes with --serve FILE");
        assertThat(imprint("k8s", "generate", "--out", folder.resolve("jobs")).err())
                .startsWith("imprint: imprint k8s generate needs SWEEP.yaml, or --serve FILE, was given neither");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theSweepsOptionsAreThoseOfRunAndReachItsPods() throws IOException {
        generate("--backbone", "mine,yours", "--data-set", "cats,dogs+cats", "--lambda", "1.5", "--lambda", "yours=2");
        for (String file : List.of("jobs/jobs.yaml", "jobs/collect/jobs.yaml")) {
            assertThat(Files.readString(folder.resolve(file)).replaceAll("\\s+- ", " "))
                    .contains("\"--backbone\" \"mine,yours\" \"--data-set\" \"cats,dogs+cats\""
                            + " \"--lambda\" \"1.5\" \"--lambda\" \"yours=2.0\"");
        }
        assertThat(Files.readString(folder.resolve("jobs/jobs.yaml")))
                .contains("dataset=cats", "dataset=dogs+cats", "backbone=yours")
                .doesNotContain("MNIST", "resnet18");
    }

    @Test
    void whatRunRefusesIsRefusedBeforeThereAreJobs() throws IOException {
        Path sweep = SmallSweep.file(folder, SmallSweep.TEXT.replace("tasks: {", "tasks: {odd: [3, 77], "));
        Object[] words = {"k8s", "generate", sweep, "--data", SmallSweep.DATA, "--out", folder.resolve("jobs")};
        assertThat(imprint(words).err())
                .startsWith("imprint: task odd asks for label 77, which no training row of resnet18, FashionMNIST has");
        assertThat(imprint(words, "--filter", "k=20").err())
                .contains(
                        "--filter must leave at least one of the sweep's 48 combinations, was k=20; k is there as 1, 3");
        assertThat(imprint(words, "--lambda", "resnet=1").err()).contains("did you mean resnet18?");
        assertThat(imprint(words, "--backbone", "other", "--lambda", "resnet18=1")
                        .err())
                .contains("backbone of --lambda must be one of other, was resnet18");
        assertThat(imprint(words, "--semantics", "corected").err()).contains("did you mean corrected?");
        assertThat(folder.resolve("jobs")).doesNotExist();
        assertThat(imprint(words, "--filter", "task=all").exitCode()).isZero();
    }

    @Test
    void theDefaultsNameNoOnesClusterAndGiveNoRights() {
        generate();
        for (Job job : ManifestFolder.read(folder.resolve("jobs")).runs()) {
            var pod = job.getSpec().getTemplate().getSpec();
            assertThat(pod.getPriorityClassName()).isNull();
            assertThat(pod.getImagePullSecrets()).isEmpty();
            assertThat(pod.getNodeSelector()).isNullOrEmpty();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getContainers().get(0).getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(job.getMetadata().getNamespace()).isNull();
        }
    }

    /** The command that a pod runs must be one that the command line takes: of runs, embeddings and collecting. */
    @Test
    void theArgumentsOfEveryJobAreUnderstood() throws IOException {
        generate("--max-jobs", 2);
        ManifestSet set = ManifestFolder.read(folder.resolve("jobs"));
        Files.createDirectories(folder.resolve("lists"));
        int parsed = 0;
        for (Job job : Stream.of(set.runs(), set.embeds(), set.collects())
                .flatMap(List::stream)
                .toList()) {
            Path list = folder.resolve("lists").resolve(job.getMetadata().getName());
            var data = set.configurations().stream()
                    .filter(c ->
                            c.getMetadata().getName().equals(job.getMetadata().getName()))
                    .findFirst();
            if (data.isPresent()) {
                Files.writeString(list, data.get().getData().get("0"));
            }
            String[] words = job.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs().stream()
                    .map(a -> a.replace("@/shards/$(JOB_COMPLETION_INDEX)", "@" + list)
                            .replace("$(JOB_COMPLETION_INDEX)", "0"))
                    .toArray(String[]::new);
            CommandLine.ParseResult result = new Main().line(words).parseArgs(words);
            assertThat(result.hasSubcommand()).as(String.join(" ", words)).isTrue();
            parsed++;
        }
        assertThat(parsed).isEqualTo(4);
    }

    @Test
    void generatingAgainReplacesWhatWasGenerated() throws IOException {
        assertThat(generate("--kustomize").out()).contains("kubectl apply -k ");
        assertThat(folder.resolve("jobs/kustomization.yaml")).content().contains("- jobs.yaml");
        String before = Files.readString(folder.resolve("jobs/jobs.yaml"));

        generate();

        assertThat(folder.resolve("jobs/kustomization.yaml")).doesNotExist();
        assertThat(folder.resolve("jobs/jobs.yaml")).content().isEqualTo(before);
    }

    @Test
    void aFolderWithOtherThingsIsLeftAlone() throws IOException {
        Path other = Files.writeString(folder.resolve("mine.yaml"), "kind: Job\n");
        Imprint run = Imprint.run("k8s", "generate", FIGURE_6, "--out", folder);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(folder
                        + ": must be empty or hold what imprint k8s generate wrote; it also holds, was mine.yaml");
        assertThat(folder).isDirectoryNotContaining("glob:**jobs.yaml");
        assertThat(other).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --cpu much                   | cpu must be an amount above 0 such as 500m, 2 or 4Gi, was 'much'
            --cpu 2 --cpu-limit 1        | cpu limit must be at least the request, 2, was 1
            --image ''                   | image must be a name such as imprint:1, was ''
            --namespace Lab              | namespace must be letters of a to z, digits and '-', at most 63, was 'Lab'
            --namespace a.b              | namespace must be letters of a to z, digits and '-', at most 63, was 'a.b'
            --pull-secret a..b           | pull secret must be letters of a to z, digits, '-' and '.', at most 253, was 'a..b'
            --node-selector /a=b         | label of nodes must be letters, digits, '-', '_' and '.', at most 63, after DOMAIN/ if there is one, was '/a'
            --node-selector a=b/c        | value of the label a of nodes must be letters, digits, '-', '_' and '.', at most 63, was 'b/c'
            --toleration a=b/c           | value of the toleration a must be letters, digits, '-', '_' and '.', at most 63, was 'b/c'
            --data-claim imprint-results | one claim for data and results must have one size, was 50Gi and 10Gi
            --toleration a:Never         | effect of a toleration must be one of NoSchedule, PreferNoSchedule, NoExecute, was 'Never'
            --max-jobs 0                 | max-jobs must be in [1, 100000], was 0
            --shards 2 --shard-minutes 3 | only one of --shards and --shard-minutes may be given, was 2 and 3.0
            --filter backbone=alexnet    | --filter must leave at least one of the sweep's 1836 combinations, was backbone=alexnet; backbone is there as resnet18, resnet50
            --memory 200m                | memory must be whole bytes, such as 200M or 4Gi, was '200m'
            --retries -1                 | retries must be in [0, 1000], was -1
            --pull-policy Sometimes      | pull policy must be one of Always, IfNotPresent, Never, was 'Sometimes'
            """)
    void badOptionsAreOneSentenceAndWriteNothing(String options, String sentence) {
        Imprint run = imprint(
                new Object[] {"k8s", "generate", FIGURE_6, "--out", folder.resolve("jobs")},
                options.replace("''", " ").split(" (?=\\S)|(?<=\\S) "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().replace("was ' '", "was ''"))
                .contains("imprint: " + sentence)
                .doesNotContain("\tat ");
        assertThat(folder.resolve("jobs")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nodeAffinity: {requiredDuring: 3} | nodeAffinity must have requiredDuringSchedulingIgnoredDuringExecution or preferred
            nodeAffinity: [1]                 | affinity is not what a cluster reads: Cannot deserialize value
            nodes: {}                         | affinity must have nodeAffinity, podAffinity or podAntiAffinity only, was [nodes]
            #                                 | affinity must have nodeAffinity, podAffinity or podAntiAffinity only, was nothing
            """)
    void anAffinityThatWouldMeanNothingIsRefused(String yaml, String sentence) throws IOException {
        Path file = Files.writeString(folder.resolve("affinity.yaml"), yaml);
        Imprint run = Imprint.run("k8s", "generate", FIGURE_6, "--out", folder.resolve("jobs"), "--affinity", file);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("imprint: " + sentence).hasLineCount(1);
        assertThat(folder.resolve("jobs")).doesNotExist();
    }

    @Test
    void aFileIsNoFolderForJobs() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");

        assertThat(Imprint.run("k8s", "generate", FIGURE_6, "--out", file).err())
                .contains(file + ": must be a folder to write to, was a file");
    }

    @Test
    void commandsOnAFolderWithoutASweepSayWhatIsMissing() {
        for (String command : List.of("submit", "status", "logs", "delete")) {
            Imprint run = Imprint.run("k8s", command, folder.resolve("no"));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(folder.resolve("no") + ": must be a folder that imprint k8s generate wrote");
        }
        assertThat(Imprint.run("k8s", "collect", FIGURE_6).err())
                .contains("--from and --store must be given with a sweep file");
        assertThat(Imprint.run("k8s", "collect", FIGURE_6, "--from", folder, "--store", folder.resolve("s"))
                        .err())
                .contains(folder + ": must hold a folder with a result store for each shard");
    }

    /** Several thousand classes of the client would slow down every start. */
    @Test
    void otherCommandsDoNotLoadTheClient() throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--help")
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();

        assertThat(process.waitFor()).isZero();
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(l -> l.contains("org.imprint.app.k8s.K8sCommand"));
        assertThat(loaded).noneMatch(l -> l.contains("io.fabric8.") || l.contains("tools.jackson."));
    }

    private static Imprint imprint(Object... parts) {
        return Imprint.run(Stream.of(parts)
                .flatMap(p -> p instanceof Object[] several ? Stream.of(several) : Stream.of(p))
                .toArray());
    }

    @Test
    void withoutAConfigurationItSaysSoAtOnce() {
        generate();
        String before = System.getProperty(KUBECONFIG);
        System.setProperty(KUBECONFIG, folder.resolve("none").toString());
        try {
            Imprint run = Imprint.run("k8s", "submit", folder.resolve("jobs"));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("imprint: no kubeconfig: ");
        } finally {
            if (before == null) {
                System.clearProperty(KUBECONFIG);
            } else {
                System.setProperty(KUBECONFIG, before);
            }
        }
    }

    private Imprint generate(Object... more) {
        Imprint run = imprint(
                new Object[] {"k8s", "generate", FIGURE_6, "--out", folder.resolve("jobs"), "--shards", 24}, more);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
