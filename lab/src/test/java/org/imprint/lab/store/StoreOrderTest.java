package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.published.PublishedFiles;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which outcome of a combination counts, whatever the clocks said and in whatever order stores came together. */
class StoreOrderTest {

    private static final int STORES = 3;
    private static final int RUNS = 5;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();
    private Path published;
    private int trials;

    static Outcome done(int seed) {
        return new Outcome.Done(CountedScores.of(Made.counts(new SplittableRandom(seed), 3, 10)), new Cost(seed, 1));
    }

    /** Files of the first two runs, to be imported. */
    @BeforeEach
    void publish() {
        published = folder.resolve("published");
        Path of = folder.resolve("publishing");
        write(of, (writer, store) -> {
            writer.append(grid.get(0), done(1000), NOON);
            writer.append(grid.get(1), done(1001), NOON.minusSeconds(1_000_000));
        });
        try (ResultStore store = ResultStore.open(of)) {
            PublishedFiles.write(store, published);
        }
    }

    private interface Writing {
        void by(StoreWriter writer, ResultStore store);
    }

    private static void write(Path dir, Writing writing) {
        try (ResultStore store = ResultStore.openOrCreate(dir, Made.settings());
                StoreWriter writer = store.writer(Made.SESSION)) {
            writing.by(writer, store);
        }
    }

    private static Map<Combination, Outcome> outcomes(Path dir) {
        try (ResultStore store = ResultStore.open(dir)) {
            return store.runs().collect(Collectors.toMap(StoredRun::combination, StoredRun::outcome));
        }
    }

    /** Stores with several writers each, and what each must hold. */
    private final class World implements AutoCloseable {
        private final List<Path> dirs = new ArrayList<>();
        private final List<Set<Combination>> good = new ArrayList<>();
        private final Map<Integer, StoreWriter> writers = new HashMap<>();
        private final List<ResultStore> stores = new ArrayList<>();
        private int appended;

        World() {
            Path of = folder.resolve("trial" + trials++);
            for (int s = 0; s < STORES; s++) {
                dirs.add(of.resolve("store" + s));
                good.add(new HashSet<>());
                stores.add(ResultStore.openOrCreate(dirs.get(s), Made.settings()));
            }
        }

        private void append(int s, int choice) {
            StoreWriter writer = writers.computeIfAbsent(
                    2 * s + choice % 2, w -> stores.get(s).writer(Made.SESSION));
            Combination c = grid.get(choice / 2 % RUNS);
            // A clock that jumps back and forth.
            Instant at = NOON.plusSeconds(choice * 7919L % 1000 - 500);
            switch (choice % 4) {
                case 0 -> writer.append(c, new Outcome.Failed("failed " + appended++), at);
                case 1 -> writer.append(c, new Outcome.EqualTo(grid.get(RUNS), "rule " + appended++), at);
                default -> {
                    writer.append(c, done(appended++), at);
                    good.get(s).add(c);
                }
            }
            writer.flush();
        }

        private void importPublished(int s) {
            write(dirs.get(s), (writer, store) -> PublishedFiles.read(published, store, writer));
            Map<Combination, Outcome> before = outcomes(dirs.get(s));
            write(
                    dirs.get(s),
                    (writer, store) -> assertThat(PublishedFiles.read(published, store, writer)
                                    .imported())
                            .isZero());
            assertThat(outcomes(dirs.get(s))).isEqualTo(before);
        }

        private void merge(int from, int to) {
            StoreMerge.into(dirs.get(to), List.of(dirs.get(from)));
            good.get(to).addAll(good.get(from));
            Map<Combination, Outcome> once = outcomes(dirs.get(to));
            StoreMerge.into(dirs.get(to), List.of(dirs.get(from)));
            assertThat(outcomes(dirs.get(to))).isEqualTo(once);
        }

        private void compact(int s) {
            Map<Combination, Outcome> before = outcomes(dirs.get(s));
            Compaction.of(dirs.get(s));
            assertThat(outcomes(dirs.get(s))).isEqualTo(before);
        }

        private void endWriters(int s) {
            for (int w = 2 * s; w < 2 * s + 2; w++) {
                StoreWriter writer = writers.remove(w);
                if (writer != null) {
                    writer.close();
                }
            }
            stores.get(s).refresh();
        }

        /** One step, from a number. */
        void step(int step) {
            int s = step % STORES;
            int choice = step / STORES / 10;
            switch (step / STORES % 10) {
                case 0 -> compact(s);
                case 1 -> importPublished(s);
                case 2 -> merge(s, (s + 1 + choice % (STORES - 1)) % STORES);
                case 3 -> endWriters(s);
                default -> append(s, choice);
            }
            for (int i = 0; i < STORES; i++) {
                Map<Combination, Outcome> now = outcomes(dirs.get(i));
                assertThat(good.get(i)).allSatisfy(c -> assertThat(now.get(c)).isInstanceOf(Outcome.Done.class));
            }
        }

        Map<Combination, Outcome> mergedInto(String name, List<Path> order, boolean compacted) {
            Path all = dirs.get(0).resolveSibling(name);
            for (Path dir : order) {
                StoreMerge.into(all, List.of(dir));
                if (compacted) {
                    Compaction.of(all);
                }
            }
            return outcomes(all);
        }

        @Override
        public void close() {
            writers.values().forEach(StoreWriter::close);
            stores.forEach(ResultStore::close);
        }
    }

    @Test
    void noGoodResultIsLostAndTheOrderOfMergesDoesNotMatter() {
        qt().withExamples(24)
                .withShrinkCycles(0)
                .forAll(lists().of(integers().between(0, 100_000)).ofSizeBetween(4, 14))
                .checkAssert(steps -> {
                    try (World world = new World()) {
                        steps.forEach(world::step);
                        List<Path> backwards = new ArrayList<>(world.dirs);
                        Collections.reverse(backwards);
                        Map<Combination, Outcome> all = world.mergedInto("all", world.dirs, false);
                        assertThat(world.mergedInto("backwards", backwards, false))
                                .isEqualTo(all);
                        assertThat(world.mergedInto("compacted", backwards, true))
                                .isEqualTo(all);
                    }
                });
    }

    @Test
    void aFailureNeverOutvotesAGoodResultHoweverLateItIsWritten() {
        Combination c = grid.get(0);
        write(folder.resolve("store"), (writer, store) -> {
            writer.append(c, done(1), NOON);
            writer.append(c, new Outcome.Failed("later"), NOON.plusSeconds(1));
        });
        write(
                folder.resolve("store"),
                (writer, store) -> writer.append(c, new Outcome.EqualTo(grid.get(1), "rule"), NOON.plusSeconds(2)));
        Compaction.of(folder.resolve("store"));
        assertThat(outcomes(folder.resolve("store"))).containsEntry(c, done(1));
    }

    @Test
    void ofTwoGoodResultsTheOneWrittenByWhomKnewTheOtherCountsThoughItsClockWentBack() {
        Combination c = grid.get(0);
        Path store = folder.resolve("store");
        for (int i = 0; i < 5; i++) {
            int next = i;
            Instant then = NOON.minusSeconds(3600L * i);
            write(store, (writer, opened) -> writer.append(c, done(next), then));
            assertThat(outcomes(store)).containsEntry(c, done(next));
            if (i % 2 == 1) {
                Compaction.of(store);
            }
        }
    }

    @Test
    void aWriterOfAStoreThatRefreshedCountsOnFromWhatItSaw() {
        Combination c = grid.get(0);
        Path dir = folder.resolve("store");
        try (ResultStore first = ResultStore.openOrCreate(dir, Made.settings());
                StoreWriter early = first.writer(Made.SESSION)) {
            for (int i = 0; i < 10; i++) {
                int next = i;
                write(dir, (writer, store) -> writer.append(c, done(next), NOON));
            }
            first.refresh();
            early.append(c, done(99), NOON.minusSeconds(1));
        }
        assertThat(outcomes(dir)).containsEntry(c, done(99));
    }
}
