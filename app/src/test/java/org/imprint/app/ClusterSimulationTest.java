package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.cluster.manifest.IndexedArguments;
import org.imprint.cluster.manifest.ManifestFolder;
import org.imprint.cluster.manifest.ManifestSet;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster on one machine: every index of the generated jobs is a process of its own with the arguments that the job gives it;
 * some are killed in the middle and started again as the job controller does; the results lie on one folder.
 */
class ClusterSimulationTest {

    private static final String SWEEP = """
            schema: 1
            sweep:
              backbones: [resnet18, vit_b_16]
              datasets: [FashionMNIST]
              tasks: {all: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}
              seeds: [1, 2]
              norm: {pre: [none, l2], post: l2, inf: l2}
              generators:
                - mean
                - ls
                - {method: [kmeans, kmedoids], k: [1, 2, 5, 10, 20, 30]}
                - {method: [random, fps], k: [1, 2, 5, 10, 20]}
              aggregations:
                - max
                - {method: mnn, distance: [cosine, euclidean], m: [1, 3, 5], weighting: uniform}
            """;

    @TempDir
    private Path folder;

    private Path sweep;
    private Path data;
    private Path results;

    @BeforeEach
    void prepare() throws IOException {
        sweep = Files.writeString(folder.resolve("sweep.yaml"), SWEEP);
        data = Path.of("../lab/src/test/resources/fixtures/h5").toAbsolutePath().normalize();
        results = Files.createDirectory(folder.resolve("results"));
    }

    @Test
    void whatManyKilledProcessesDidEqualsWhatOneDid() throws IOException, InterruptedException {
        ManifestSet set = generate("--shards", 4);
        assertThat(set.shards()).isEqualTo(4);
        List<Pod> pods = pods(set);

        List<Pod> killed = pods.stream()
                .filter(p -> p.index() % 2 == 0)
                .filter(this::killedInTheMiddle)
                .toList();
        assertThat(killed)
                .as("indexes that had done some of their work when they were killed")
                .isNotEmpty();
        assertThat(collect().exitCode()).isEqualTo(1);
        pods.stream()
                .filter(p -> p.index() % 2 == 1)
                .forEach(p -> assertThat(finish(p)).isZero());

        Imprint early = collect();
        assertThat(early.exitCode()).as(early.out() + early.err()).isEqualTo(1);
        assertThat(early.out()).contains("Missing: backbone=", " missing, 0 failed");

        pods.stream()
                .filter(p -> p.index() % 2 == 0)
                .forEach(p -> assertThat(finish(p)).isZero());
        Imprint late = collect();
        assertThat(late.exitCode()).as(late.out() + late.err()).isZero();
        assertThat(late.out()).contains("4 shards merged", ", 0 missing, 0 failed");
        assertThat(outcomes(merged())).isEqualTo(outcomes(byOneProcess())).hasSizeGreaterThan(1000);
    }

    @Test
    void jobsOfSeveralDataCombinationsDoTheSame() throws IOException, InterruptedException {
        ManifestSet set = generate("--shards", 2, "--max-jobs", 1, "--filter", "generator=mean,ls,random");
        assertThat(set.runs()).hasSize(1);

        pods(set).forEach(p -> assertThat(finish(p)).isZero());

        Imprint collected = collect("--filter", "generator=mean,ls,random");
        assertThat(collected.exitCode()).as(collected.out() + collected.err()).isZero();
        Map<String, String> all = outcomes(byOneProcess("--filter", "generator=mean,ls,random"));
        assertThat(outcomes(merged())).isEqualTo(all);
    }

    private ManifestSet generate(Object... more) {
        List<Object> args = new ArrayList<>(
                List.of("k8s", "generate", sweep, "--out", folder.resolve("jobs"), "--data", data, "--cpu", 1));
        args.addAll(List.of(more));
        Imprint run = Imprint.run(args.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return ManifestFolder.read(folder.resolve("jobs"));
    }

    private Imprint collect(String... more) {
        ManifestSet set = ManifestFolder.read(folder.resolve("jobs"));
        List<Object> args = new ArrayList<>(List.of("k8s", "collect", sweep, "--data", data));
        args.addAll(List.of("--from", results.resolve(set.sweep()).resolve("shards"), "--store", merged()));
        args.addAll(List.of(more));
        return Imprint.run(args.toArray());
    }

    private Path merged() {
        return folder.resolve("merged");
    }

    private Path byOneProcess(String... more) {
        Path store = folder.resolve("single");
        List<Object> args = new ArrayList<>(List.of("run", sweep, "--data", data, "--store", store));
        args.addAll(List.of(more));
        Imprint run = Imprint.run(args.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return store;
    }

    /** One index of one job: the arguments of its process, with the volumes where they lie here, and its store. */
    private record Pod(int index, List<String> arguments, Path store) {}

    private List<Pod> pods(ManifestSet set) throws IOException {
        List<Pod> pods = new ArrayList<>();
        for (Job job : set.runs()) {
            Map<String, Path> mounts = mounts(set, job);
            List<String> arguments =
                    job.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs();
            for (int i = 0; i < job.getSpec().getCompletions(); i++) {
                String index = Integer.toString(i);
                // What the cluster does: puts the index into the arguments; the command reads lists itself.
                List<String> words = new ArrayList<>();
                for (String argument : arguments) {
                    words.add(mounted(argument.replace(IndexedArguments.INDEX, index), mounts));
                }
                List<String> all = IndexedArguments.of(arguments, i, lists(set, job));
                Path store = Path.of(mounted(all.get(all.indexOf("--store") + 1), mounts));
                pods.add(new Pod(i, words, store));
            }
        }
        return pods;
    }

    private static Map<String, String> lists(ManifestSet set, Job job) {
        return set.configurations().stream()
                .filter(c -> c.getMetadata().getName().equals(job.getMetadata().getName()))
                .map(ConfigMap::getData)
                .findFirst()
                .orElse(Map.of());
    }

    /** Lays the volumes of a job out as folders; the lists speak of places on volumes too. */
    private Map<String, Path> mounts(ManifestSet set, Job job) throws IOException {
        Map<String, Path> mounts = new TreeMap<>(Map.of("/data", data, "/results", results));
        for (Volume volume : job.getSpec().getTemplate().getSpec().getVolumes()) {
            if (volume.getConfigMap() != null) {
                String name = volume.getConfigMap().getName();
                mounts.put("/" + volume.getName(), folder.resolve("mounts").resolve(name));
            }
        }
        for (ConfigMap configuration : set.configurations()) {
            Path target = Files.createDirectories(
                    folder.resolve("mounts").resolve(configuration.getMetadata().getName()));
            for (Map.Entry<String, String> entry : configuration.getData().entrySet()) {
                String text = entry.getKey().endsWith(".yaml")
                        ? entry.getValue()
                        : entry.getValue()
                                .lines()
                                .map(l -> "\"" + mounted(l.substring(1, l.length() - 1), mounts) + "\"\n")
                                .collect(Collectors.joining());
                Files.writeString(target.resolve(entry.getKey()), text);
            }
        }
        return mounts;
    }

    private static String mounted(String argument, Map<String, Path> mounts) {
        String at = argument.startsWith("@") ? "@" : "";
        String path = argument.substring(at.length());
        return mounts.entrySet().stream()
                .filter(m -> path.equals(m.getKey()) || path.startsWith(m.getKey() + "/"))
                .findFirst()
                .map(m -> at + m.getValue() + path.substring(m.getKey().length()))
                .orElse(argument);
    }

    private Process start(Pod pod) {
        try {
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
            words.addAll(pod.arguments());
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("pod.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int finish(Pod pod) {
        try {
            int code = start(pod).waitFor();
            assertThat(code).as(Files.readString(folder.resolve("pod.log"))).isZero();
            return code;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills a process with SIGKILL when its store holds something; returns whether that was before its end. */
    private boolean killedInTheMiddle(Pod pod) {
        Process process = start(pod);
        try {
            while (process.isAlive() && size(pod.store()) == 0) {
                Thread.sleep(20);
            }
            process.destroyForcibly();
            return process.waitFor() != 0 && size(pod.store()) > 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long size(Path store) {
        try (ResultStore opened = ResultStore.open(store)) {
            return opened.size();
        } catch (StoreException e) {
            return 0; // not made yet
        }
    }

    /** Returns what became of each combination: its scores, or which run it equals and why; times aside. */
    private static Map<String, String> outcomes(Path store) {
        try (ResultStore opened = ResultStore.open(store);
                Stream<StoredRun> runs = opened.runs()) {
            return runs.collect(Collectors.toMap(r -> r.combination().toString(), ClusterSimulationTest::words));
        }
    }

    private static String words(StoredRun run) {
        return run.outcome() instanceof Outcome.EqualTo equal
                ? "equals " + equal.other() + ": " + equal.rule() + " " + run.scores()
                : run.outcome().getClass().getSimpleName() + " " + run.scores();
    }
}
