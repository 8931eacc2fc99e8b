package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();

    private void write(Path to, int from, int until, int shift) {
        try (ResultStore store = ResultStore.openOrCreate(to, Made.settings());
                StoreWriter writer = store.writer(Made.SESSION)) {
            for (int i = from; i < until; i++) {
                writer.append(grid.get(i), Made.outcome(i + shift, grid.get(0)));
            }
            writer.append(Made.collapse(until));
        }
    }

    private static Map<Combination, StoredRun> runs(Path of) {
        try (ResultStore store = ResultStore.open(of)) {
            return store.runs().collect(Collectors.toMap(StoredRun::combination, r -> r));
        }
    }

    @Test
    void keepsTheLatestOutcomesWithTheirTimesAndSessionsAndNothingElse() {
        write(folder, 0, 40, 0);
        write(folder, 20, 48, 6);
        Map<Combination, StoredRun> before = runs(folder);
        Compaction done = Compaction.of(folder);
        assertThat(done.folded()).isEqualTo(2);
        assertThat(done.dropped()).isEqualTo(20);
        assertThat(done.bytesAfter()).isLessThan(done.bytesBefore());
        assertThat(runs(folder)).isEqualTo(before);
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.segments()).singleElement().satisfies(s -> {
                assertThat(s.counts().total()).isEqualTo(48);
                assertThat(s.sessions()).containsExactly(Made.SESSION);
            });
            assertThat(store.collapse()).containsExactly(Made.collapse(48));
            assertThat(store.settings()).isEqualTo(Made.settings());
        }
        assertThat(Compaction.of(folder)).isEqualTo(new Compaction(0, 0, 0, 0, List.of()));
    }

    @Test
    void killedBeforeTheOldSegmentsWentItChangesNothing() throws IOException {
        write(folder, 0, 40, 0);
        write(folder, 20, 48, 6);
        Map<Combination, StoredRun> before = runs(folder);
        Map<Path, byte[]> old = new HashMap<>();
        for (Path segment : Segments.list(folder)) {
            old.put(segment, Files.readAllBytes(segment));
        }
        Compaction.of(folder);
        for (Map.Entry<Path, byte[]> segment : old.entrySet()) {
            Files.write(segment.getKey(), segment.getValue());
        }
        assertThat(runs(folder)).isEqualTo(before);
        assertThat(Compaction.of(folder).folded()).isEqualTo(3);
        assertThat(runs(folder)).isEqualTo(before);
    }

    @Test
    void tracesOfAKilledCompactionAreNotReadAndGo() throws IOException {
        write(folder, 0, 40, 0);
        Path trace = Files.writeString(folder.resolve("20260101T000000-1-00000000.seg.tmp"), "IMPR");
        assertThat(StoreCheck.of(folder).findings()).isEmpty();
        Compaction.of(folder);
        assertThat(trace).doesNotExist();
    }

    @Test
    void aReaderFollowsOverACompaction() {
        write(folder, 0, 40, 0);
        write(folder, 40, 44, 0);
        try (ResultStore reading = ResultStore.open(folder)) {
            Compaction.of(folder);
            for (int i = 0; i < 44; i++) {
                assertThat(reading.outcome(grid.get(i))).contains(Made.outcome(i, grid.get(0)));
            }
            write(folder, 44, 48, 0);
            reading.refresh();
            assertThat(reading.size()).isEqualTo(48);
            assertThat(reading.segments()).hasSize(2);
        }
    }

    @Test
    void mergesStoresOnceHoweverOftenItIsAsked() {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Path all = folder.resolve("all");
        write(one, 0, 24, 0);
        write(two, 24, 48, 0);
        assertThat(StoreMerge.into(all, List.of(one, two))).isEqualTo(2);
        assertThat(StoreMerge.into(all, List.of(one, two))).isZero();
        Map<Combination, StoredRun> expected = new HashMap<>(runs(one));
        expected.putAll(runs(two));
        assertThat(runs(all).keySet()).isEqualTo(expected.keySet());
        runs(all)
                .forEach((c, run) ->
                        assertThat(run.outcome()).isEqualTo(expected.get(c).outcome()));
        assertThat(StoreCheck.of(all).isSound()).isTrue();
    }

    @Test
    void mergesNothingIfSettingsContradict() {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Path all = folder.resolve("all");
        write(one, 0, 24, 0);
        ResultStore.openOrCreate(two, Settings.of(Semantics.REFERENCE)).close();
        assertThatThrownBy(() -> StoreMerge.into(all, List.of(one, two)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("semantics are reference");
        assertThat(all).doesNotExist();
    }

    @Test
    void mergingTakesWhatWasWrittenMeanwhileAndLosesNoSegmentToAnotherOfItsName() throws IOException {
        Path one = folder.resolve("one");
        Path all = folder.resolve("all");
        try (ResultStore store = ResultStore.openOrCreate(one, Made.settings());
                StoreWriter writer = store.writer(Made.SESSION)) {
            writer.append(grid.get(0), Made.outcome(0, grid.get(0)));
            writer.flush();
            assertThat(StoreMerge.into(all, List.of(one))).isEqualTo(1);
            writer.append(grid.get(3), Made.outcome(3, grid.get(0)));
            writer.flush();
            assertThat(StoreMerge.into(all, List.of(one))).isEqualTo(1);
            assertThat(runs(all)).hasSize(2);
        }
        Path two = folder.resolve("two");
        write(two, 6, 12, 0);
        Path segment = Segments.list(two).get(0);
        Files.move(segment, two.resolve(Segments.list(one).get(0).getFileName()));
        assertThat(StoreMerge.into(all, List.of(two))).isEqualTo(1);
        assertThat(runs(all)).hasSize(8);
        try (ResultStore store = ResultStore.open(all)) {
            assertThat(store.segments()).hasSize(2);
        }
    }

    @Test
    void aRunThatEqualsNothingDoneIsTold() {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            try (StoreWriter writer = store.writer(Made.SESSION)) {
                writer.append(grid.get(1), new Outcome.EqualTo(grid.get(0), "rule"));
                writer.append(grid.get(0), new Outcome.Failed("no"));
            }
        }
        StoreCheck check = StoreCheck.of(folder);
        assertThat(check.isSound()).isFalse();
        assertThat(check.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.what()).isEqualTo("a run equals another that is not done"));
    }
}
