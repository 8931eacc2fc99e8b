package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on one store, some of them killed. */
class ProcessesTest {

    private static final int KILLS = 8;

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();

    @Test
    void twoProcessesAppendAtTheSameTimeWhileAThirdReads() throws IOException, InterruptedException {
        Process even = WritingProcess.start(folder, 0, 2, 1, 24);
        Process odd = WritingProcess.start(folder, 1, 2, 3, 24);
        BufferedReader said = WritingProcess.lines(even);
        assertThat(said.readLine()).isEqualTo("open");
        try (ResultStore store = ResultStore.open(folder)) {
            for (int n = 1; n <= 24; n++) {
                assertThat(said.readLine()).isEqualTo(String.valueOf(n));
                store.refresh();
                for (int i = 0; i < n; i++) {
                    assertThat(store.outcome(grid.get(2 * i))).contains(Made.outcome(2 * i, grid.get(0)));
                }
            }
            assertThat(even.waitFor()).isZero();
            assertThat(odd.waitFor()).isZero();
            store.refresh();
            assertThat(store.size()).isEqualTo(48);
            assertThat(store.segments()).hasSize(2).noneMatch(SegmentStatus::isAlive);
            for (int i = 0; i < 48; i++) {
                assertThat(store.outcome(grid.get(i))).contains(Made.outcome(i, grid.get(0)));
            }
        }
        assertThat(StoreCheck.of(folder).findings()).isEmpty();
    }

    @Test
    void whatWasFlushedOutlivesKillMinusNineAtAnyMoment() throws IOException, InterruptedException {
        long seed = 20_261_124;
        SplittableRandom random = new SplittableRandom(seed);
        int most = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = WritingProcess.start(folder, 0, 1, 1 + random.nextInt(3), 1_000_000);
            BufferedReader said = WritingProcess.lines(process);
            assertThat(said.readLine()).isEqualTo("open");
            int wait = random.nextInt(40);
            for (int line = 0; line < wait; line++) {
                most = Math.max(most, flushed(said.readLine()));
            }
            try (ResultStore store = ResultStore.open(folder)) {
                assertThat(store.segments()).filteredOn(SegmentStatus::isAlive).hasSize(1);
                assertThat(store.findings()).allMatch(StoreFinding::isHarmless);
            }
            // By its handle: the process's own method would also close what it still has to say.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                most = Math.max(most, flushed(line));
            }
            StoreCheck check = StoreCheck.of(folder);
            assertThat(check.isSound())
                    .as("seed " + seed + ", kill " + kill + ": " + check.findings())
                    .isTrue();
            try (ResultStore store = ResultStore.open(folder)) {
                assertThat(store.segments()).hasSize(kill + 1).noneMatch(SegmentStatus::isAlive);
                for (int i = 0; i < Math.min(most, 48); i++) {
                    assertThat(store.outcome(grid.get(i)))
                            .as("seed " + seed + ", kill " + kill)
                            .contains(Made.outcome(i, grid.get(0)));
                }
            }
        }
        assertThat(most).isPositive();
    }

    /** Returns how many runs a process says that it flushed, 0 if it says something else. */
    private static int flushed(String line) {
        return line != null && line.matches("[0-9]+") ? Integer.parseInt(line) : 0;
    }

    @Test
    void ofTwoProcessesThatStartWithOtherSettingsOneIsRefused() throws IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            Path store = folder.resolve("round" + round);
            Process corrected = WritingProcess.start(store, 0, 1, 1, 5, "corrected");
            Process reference = WritingProcess.start(store, 0, 1, 1, 5, "reference");
            List<String> said = new ArrayList<>();
            said.addAll(WritingProcess.lines(corrected).lines().toList());
            said.addAll(WritingProcess.lines(reference).lines().toList());
            corrected.waitFor();
            reference.waitFor();
            assertThat(said).filteredOn(line -> line.equals("open")).hasSize(1);
            assertThat(said)
                    .filteredOn(line -> line.startsWith("refused " + store))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("semantics are"));
            try (ResultStore result = ResultStore.open(store)) {
                assertThat(result.size()).isEqualTo(5);
            }
        }
    }

    @Test
    void compactionBesideALivingProcessLeavesItsSegmentAlone() throws IOException, InterruptedException {
        Process ended = WritingProcess.start(folder, 0, 1, 1, 24);
        assertThat(ended.waitFor()).isZero();
        Process living = WritingProcess.start(folder, 24, 1, 1, 1_000_000);
        BufferedReader said = WritingProcess.lines(living);
        for (int line = 0; line < 25; line++) {
            said.readLine();
        }
        try (ResultStore reading = ResultStore.open(folder)) {
            Path alive = reading.segments().stream()
                    .filter(SegmentStatus::isAlive)
                    .map(SegmentStatus::file)
                    .findFirst()
                    .orElseThrow();
            Compaction.of(folder);
            assertThat(alive).exists();
            reading.refresh();
            for (int i = 0; i < 48; i++) {
                assertThat(reading.outcome(grid.get(i))).contains(Made.outcome(i, grid.get(0)));
            }
        } finally {
            living.destroyForcibly().waitFor();
        }
        Compaction.of(folder);
        try (ResultStore store = ResultStore.open(folder);
                Stream<Path> files = java.nio.file.Files.list(folder)) {
            assertThat(store.size()).isEqualTo(48);
            assertThat(store.segments()).hasSize(1);
            assertThat(files.map(f -> f.getFileName().toString()))
                    .filteredOn(name -> !name.startsWith("store."))
                    .hasSize(1);
        }
    }
}
