package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreFinding;
import org.imprint.lab.sweep.Combination;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are killed, stopped, or two at a time leave the store of a process that nobody disturbed. */
@Tag("slow")
class KilledRunTest {

    private static final int KILLS = 20;
    private static final int KILLS_PER_STORE = 4;

    @TempDir
    private Path folder;

    private Path sweep;

    /** What a combination came to, whoever computed it. */
    private record Result(List<Double> f1, double accuracy, boolean failed) {
        static Result of(StoredRun run) {
            return new Result(
                    run.scores().map(Scores::f1).orElse(List.of()),
                    run.scores().map(Scores::accuracy).orElse(-1.0),
                    run.outcome() instanceof Outcome.Failed);
        }
    }

    @BeforeEach
    void writeSweep() throws IOException {
        sweep = SmallSweep.file(folder, SmallSweep.LONG);
    }

    private Process start(Path store, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                sweep.toString(),
                "--data",
                SmallSweep.DATA.toString(),
                "--store",
                store.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static Map<Combination, Result> results(Path store) {
        try (ResultStore results = ResultStore.open(store)) {
            assertThat(results.findings()).as("torn tails at most").allMatch(StoreFinding::isHarmless);
            return results.runs().collect(Collectors.toMap(StoredRun::combination, Result::of));
        }
    }

    private void finish(Path store) throws IOException, InterruptedException {
        Path log = folder.resolve(store.getFileName() + ".log");
        Process process = start(store, log);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static int size(Path store) {
        return Files.exists(store.resolve("store.settings")) ? results(store).size() : 0;
    }

    /** Waits until a process has added results to a store, or has ended. */
    private static void awaitResults(Process process, Path store, int added) throws InterruptedException {
        int target = size(store) + added;
        while (process.isAlive() && size(store) < target) {
            Thread.sleep(50);
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static long written(Path store) {
        try (ResultStore results = ResultStore.open(store)) {
            return results.segments().stream()
                    .mapToLong(s -> s.counts().total())
                    .sum();
        }
    }

    private static long writers(Path store) {
        try (ResultStore results = ResultStore.open(store)) {
            return results.segments().stream()
                    .filter(s -> s.counts().total() > 0)
                    .count();
        }
    }

    @Test
    void losesNothingWhenKilledTwentyTimes() throws IOException, InterruptedException {
        Path undisturbed = folder.resolve("undisturbed");
        finish(undisturbed);
        Map<Combination, Result> expected = results(undisturbed);
        SplittableRandom random = new SplittableRandom(20_261_124);
        int midway = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path store = folder.resolve("store" + kill / KILLS_PER_STORE);
            Process process = start(store, folder.resolve("killed.log"));
            awaitResults(process, store, random.nextInt(expected.size() / KILLS_PER_STORE));
            Thread.sleep(random.nextInt(200));
            process.destroyForcibly().waitFor();
            int left = expected.size() - size(store);
            midway += left > 0 && left < expected.size() ? 1 : 0;
            if (kill % KILLS_PER_STORE == KILLS_PER_STORE - 1) {
                finish(store);
                assertThat(results(store)).as("after kill " + kill).isEqualTo(expected);
            }
        }
        assertThat(midway).as("kills that hit work in the middle").isGreaterThan(KILLS / 4);
    }

    @Test
    void twoProcessesShareTheWorkOfOneStore() throws IOException, InterruptedException {
        Path alone = folder.resolve("alone");
        Path shared = folder.resolve("shared");
        finish(alone);
        Path log = folder.resolve("two.log");
        Process first = start(shared, log);
        awaitResults(first, shared, 1);
        signal(first, "STOP"); // it keeps what it has claimed, and the second comes to its turn on any machine
        Process second = start(shared, log);
        while (second.isAlive() && writers(shared) < 2) {
            Thread.sleep(50);
        }
        signal(first, "CONT");
        assertThat(first.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(second.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(first.exitValue() + second.exitValue())
                .as(Files.readString(log))
                .isZero();
        assertThat(results(shared)).isEqualTo(results(alone));
        assertThat(written(shared)).as("no outcome is computed twice").isEqualTo(size(shared));
        assertThat(writers(shared)).as("both have worked").isEqualTo(2);
    }

    @Test
    void stopsCleanlyWhenAsked() throws IOException, InterruptedException {
        Path store = folder.resolve("stopped");
        Path log = folder.resolve("stopped.log");
        Process process = start(store, log);
        awaitResults(process, store, 1);
        process.destroy(); // SIGTERM; a terminal's Ctrl-C takes the same way
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(log)).contains("Stopped; the same command goes on from here.");
        int before = results(store).size();
        finish(store);
        assertThat(results(store)).hasSizeGreaterThan(before);
    }
}
