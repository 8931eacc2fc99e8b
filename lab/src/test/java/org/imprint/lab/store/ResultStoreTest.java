package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.result.Thrown;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.record.OutcomeCodec;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();

    private Map<Combination, Outcome> fill(ResultStore store, int from, int to) {
        Map<Combination, Outcome> appended = new HashMap<>();
        try (StoreWriter writer = store.writer(Made.SESSION)) {
            for (int i = from; i < to; i++) {
                Outcome outcome = Made.outcome(i, grid.get(0));
                writer.append(grid.get(i), outcome);
                appended.put(grid.get(i), outcome);
            }
        }
        return appended;
    }

    private static void holds(ResultStore store, Map<Combination, Outcome> expected) {
        assertThat(store.size()).isEqualTo(expected.size());
        expected.forEach((c, outcome) -> {
            assertThat(store.outcome(c)).contains(outcome);
            assertThat(store.isDone(c)).isEqualTo(!(outcome instanceof Outcome.Failed));
        });
    }

    @Test
    void givesBackEveryKindOfOutcomeAfterReopening() {
        Map<Combination, Outcome> appended;
        try (ResultStore store = ResultStore.openOrCreate(folder.resolve("new/store"), Made.settings())) {
            appended = fill(store, 0, 48);
            assertThat(store.size()).isZero();
            store.refresh();
            holds(store, appended);
        }
        try (ResultStore store = ResultStore.open(folder.resolve("new/store"))) {
            holds(store, appended);
            assertThat(store.settings()).isEqualTo(Made.settings());
            assertThat(store.findings()).isEmpty();
            assertThat(store.outcome(
                            new Combination(Made.continual(), grid.get(0).method(), 5)))
                    .isEmpty();
        }
    }

    @Test
    void failuresKeepWhatWasThrownThroughCompactionAndThoseOfWhichNoMoreIsKnownStayAsTheyWere() {
        Outcome.Failed known =
                new Outcome.Failed("no rows", Optional.of(new Thrown("x.Y", List.of("x.Y.z", "caused by java.Z"))));
        Outcome.Failed bare = new Outcome.Failed("no rows", Optional.of(new Thrown("x.Y", List.of())));
        Outcome.Failed unknown = new Outcome.Failed("no rows");
        Map<Combination, Outcome> expected = Map.of(grid.get(0), known, grid.get(1), bare, grid.get(2), unknown);
        for (Combination c : expected.keySet()) {
            try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings());
                    StoreWriter writer = store.writer(Made.SESSION)) {
                writer.append(c, expected.get(c));
            }
        }
        try (ResultStore store = ResultStore.open(folder)) {
            holds(store, expected);
        }
        assertThat(Compaction.of(folder).folded()).isEqualTo(3);
        assertThat(StoreCheck.of(folder).findings()).isEmpty();
        try (ResultStore store = ResultStore.open(folder)) {
            holds(store, expected);
        }
    }

    /** A failure was its error alone until more was kept: text 7 was the byte 7. */
    @Test
    void aFailureOfWhichNoMoreIsKnownIsWrittenAndReadAsBefore() {
        ByteSink bytes = new ByteSink();
        OutcomeCodec.write(bytes, new Outcome.Failed("no rows"), new OutcomeCodec.Numbers() {
            @Override
            public void combination(Combination c) {
                throw new AssertionError("a failure refers to no other run");
            }

            @Override
            public int text(String text) {
                return 7;
            }

            @Override
            public int sizes(List<Integer> sizes) {
                throw new AssertionError("a failure has no classes");
            }
        });
        assertThat(bytes.toArray()).containsExactly(7);
    }

    @Test
    void knowsCombinationsThatAreEqualButNotTheSameObjects() {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            Map<Combination, Outcome> appended = fill(store, 0, 48);
            store.refresh();
            Grid again = Made.grid();
            for (int i = 0; i < 48; i++) {
                assertThat(store.outcome(again.get(i))).contains(appended.get(grid.get(i)));
            }
        }
    }

    @Test
    void runsHaveScoresOfTheRunTheyEqual() {
        Outcome.Done done = (Outcome.Done) Made.outcome(0, grid.get(0));
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            fill(store, 0, 48);
            store.refresh();
            List<StoredRun> runs = store.runs().toList();
            assertThat(runs).hasSize(48);
            for (StoredRun run : runs) {
                assertThat(run.session()).isEqualTo(Made.SESSION);
                if (run.outcome() instanceof Outcome.EqualTo) {
                    assertThat(run.scores()).contains(done.scores());
                    assertThat(run.cost()).contains(done.cost());
                } else if (run.outcome() instanceof Outcome.Done own) {
                    assertThat(run.scores()).contains(own.scores());
                } else {
                    assertThat(run.scores()).isEmpty();
                }
            }
        }
    }

    @Test
    void theLatestOutcomeCountsWhateverTheOrderOfSegments() {
        Combination c = grid.get(0);
        Outcome early = new Outcome.Failed("early");
        Outcome late = Made.outcome(0, c);
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            try (StoreWriter first = store.writer(Made.SESSION);
                    StoreWriter second = store.writer(Made.SESSION)) {
                first.append(c, late, noon.plusMillis(1));
                second.append(c, early, noon);
            }
            store.refresh();
            assertThat(store.outcome(c)).contains(late);
            assertThat(store.runs().map(StoredRun::at)).containsExactly(noon.plusMillis(1));
            assertThat(store.counts()).isEqualTo(new StatusCounts(1, 0, 0));
        }
    }

    @Test
    void refreshTakesInWhatOthersFlushedAndNoMore() {
        try (ResultStore writing = ResultStore.openOrCreate(folder, Made.settings());
                ResultStore reading = ResultStore.open(folder);
                StoreWriter writer = writing.writer(Made.SESSION)) {
            writer.append(grid.get(0), Made.outcome(0, grid.get(0)));
            reading.refresh();
            assertThat(reading.size()).isZero();
            for (int i = 1; i <= 5; i++) {
                writer.flush();
                reading.refresh();
                assertThat(reading.size()).isEqualTo(i);
                writer.append(grid.get(i), Made.outcome(i, grid.get(0)));
            }
        }
    }

    @Test
    void keepsTheLatestCollapseOfEachData() {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings());
                StoreWriter writer = store.writer(Made.SESSION)) {
            writer.append(Made.collapse(1));
            writer.append(Made.collapse(2));
            writer.flush();
            store.refresh();
            assertThat(store.collapse()).containsExactly(Made.collapse(2));
        }
    }

    @Test
    void segmentsSayWhoIsAlive() {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            fill(store, 0, 6);
            StoreWriter alive = store.writer(Made.SESSION);
            store.refresh();
            assertThat(store.segments())
                    .extracting(SegmentStatus::isAlive, SegmentStatus::counts)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(false, new StatusCounts(4, 1, 1)),
                            org.assertj.core.groups.Tuple.tuple(true, new StatusCounts(0, 0, 0)));
            assertThat(store.segments()).allMatch(s -> s.sessions().equals(List.of(Made.SESSION)));
            alive.close();
            assertThat(store.segments()).noneMatch(SegmentStatus::isAlive);
        }
    }

    @Test
    void manyThreadsMayAppendToOneWriter() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            Map<Combination, Outcome> expected = new HashMap<>();
            try (StoreWriter writer = store.writer(Made.SESSION)) {
                List<Future<?>> work = new ArrayList<>();
                for (int i = 0; i < 48; i++) {
                    Combination c = grid.get(i);
                    Outcome outcome = Made.outcome(i, grid.get(0));
                    expected.put(c, outcome);
                    work.add(threads.submit(() -> writer.append(c, outcome)));
                }
                for (Future<?> w : work) {
                    w.get();
                }
            }
            store.refresh();
            holds(store, expected);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void otherSettingsAreRefusedAndNamed() {
        ResultStore.openOrCreate(folder, Made.settings()).close();
        Settings other = new Settings(
                Semantics.REFERENCE,
                Settings.REVISION,
                new TreeMap<>(Map.of("resnet18", 0.1)),
                new TreeMap<>(Map.of("MNIST/resnet18/train", Made.input("b"))));
        assertThatThrownBy(() -> ResultStore.openOrCreate(folder, other))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(folder + ": ")
                .hasMessageContaining("semantics are reference")
                .hasMessageContaining("λ of resnet18 is 0.1")
                .hasMessageContaining("MNIST/resnet18/train has other embeddings");
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.settings()).isEqualTo(Made.settings());
        }
    }

    @Test
    void settingsOfNewInputsAreAdded() {
        Settings more = new Settings(
                Semantics.CORRECTED,
                Settings.REVISION,
                new TreeMap<>(Map.of("swin_b", 0.05)),
                new TreeMap<>(),
                new TreeMap<>(Map.of("generator first", "c".repeat(64))));
        ResultStore.openOrCreate(folder, Made.settings()).close();
        try (ResultStore store = ResultStore.openOrCreate(folder, more)) {
            assertThat(store.settings()).isEqualTo(Made.settings().and(more));
        }
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.settings()).isEqualTo(Made.settings().and(more));
        }
    }

    @Test
    void segmentsOfTwoStoresCanBeCopiedTogether() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Map<Combination, Outcome> expected = new HashMap<>();
        try (ResultStore a = ResultStore.openOrCreate(one, Made.settings());
                ResultStore b = ResultStore.openOrCreate(two, Made.settings())) {
            expected.putAll(fill(a, 0, 20));
            expected.putAll(fill(b, 20, 48));
        }
        copySegments(two, one);
        try (ResultStore store = ResultStore.open(one)) {
            holds(store, expected);
        }
    }

    @Test
    void segmentsOfOtherSettingsAreRefusedWhereverTheyCameFrom() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        try (ResultStore a = ResultStore.openOrCreate(one, Made.settings());
                ResultStore b = ResultStore.openOrCreate(two, Settings.of(Semantics.REFERENCE))) {
            fill(a, 0, 20);
            fill(b, 20, 48);
        }
        copySegments(two, one);
        assertThatThrownBy(() -> ResultStore.open(one))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(one.toString())
                .hasMessageContaining("semantics are reference, the store's are corrected");
    }

    @Test
    void aStoreWithoutItsSettingsFileKnowsThemFromItsSegments() throws IOException {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            fill(store, 0, 3);
        }
        Files.delete(folder.resolve(SettingsFile.NAME));
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.settings()).isEqualTo(Made.settings());
        }
        assertThatThrownBy(() -> ResultStore.openOrCreate(folder, Settings.of(Semantics.REFERENCE)))
                .hasMessageContaining("semantics");
    }

    @Test
    void whatIsNoStoreIsCalledByName() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> ResultStore.open(nowhere)).hasMessageStartingWith(nowhere + ": no such folder");
        assertThat(nowhere).doesNotExist();
        assertThatThrownBy(() -> ResultStore.open(folder)).hasMessage(folder + ": holds no result store");
        Path file = Files.writeString(folder.resolve("photo.jpg"), "x");
        assertThatThrownBy(() -> ResultStore.open(file)).hasMessageContaining("is a file");
        assertThatThrownBy(() -> ResultStore.openOrCreate(file, Made.settings()))
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> ResultStore.openOrCreate(folder, Made.settings()))
                .hasMessageContaining("photo.jpg");
        assertThat(folder).isDirectoryNotContaining("glob:**store*");
    }

    @Test
    void readingWritesNothing() throws IOException {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            fill(store, 0, 12);
        }
        Map<Path, Object> before = times();
        try (ResultStore store = ResultStore.open(folder)) {
            store.refresh();
            store.runs().forEach(run -> assertThat(run.at()).isNotNull());
            store.segments();
            store.findings();
        }
        assertThat(times()).isEqualTo(before);
    }

    private Map<Path, Object> times() throws IOException {
        Map<Path, Object> times = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static void copySegments(Path from, Path to) throws IOException {
        for (Path segment : Segments.list(from)) {
            Files.copy(segment, to.resolve(segment.getFileName()));
        }
    }
}
