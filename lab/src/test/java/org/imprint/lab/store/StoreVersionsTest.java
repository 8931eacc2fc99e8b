package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that we once wrote stays readable. The folders under {@code fixtures} were written by the version they name and never again. */
class StoreVersionsTest {

    @Test
    void readsWhatVersion1Wrote() throws IOException {
        Path folder = Fixtures.folder("store-v1");
        Grid grid = Made.grid();
        try (ResultStore store = ResultStore.open(folder);
                Stream<Path> files = java.nio.file.Files.list(folder)) {
            assertThat(files).hasSize(2);
            assertThat(store.size()).isEqualTo(12);
            for (int i = 0; i < 12; i++) {
                assertThat(store.outcome(grid.get(i))).contains(Made.outcome(i, grid.get(0)));
            }
            assertThat(store.collapse()).containsExactly(Made.collapse(0.5));
            assertThat(store.settings()).isEqualTo(Made.settings());
            assertThat(store.runs().map(r -> r.session()).distinct()).containsExactly(Made.SESSION);
        }
        assertThat(StoreCheck.of(folder).findings()).isEmpty();
    }

    /**
     * Which outcome counts in a store of version 1: two segments, whose records were appended with these times.
     *
     * <pre>
     *   run  first segment                    second segment   then counted      now
     *   0    done(1) t, failed t+10                            failed            done(1)
     *   1    failed t+10, done(2) t                            failed            done(2)
     *   2    done(3) t+100                    done(8) t        done(3)           done(3)
     *   3    done(4) t                        done(9) t+100    done(9)           done(9)
     *   4    done(5) t                        equal t+100      equal             done(5)
     *   5    failed "no memory" t, "no disk" t+5               "no disk"         "no disk"
     *   6    done(6) t, done(7) t                              done(7)           done(7)
     *   7                                     failed t         failed            failed
     * </pre>
     */
    @Test
    void whatVersion1CountedGoodCountsAndItsFailuresOutvoteNothing(@TempDir Path compacted) throws IOException {
        Path folder = Fixtures.folder("store-v1-order");
        Map<Integer, Outcome> expected = Map.of(
                0, StoreOrderTest.done(1),
                1, StoreOrderTest.done(2),
                2, StoreOrderTest.done(3),
                3, StoreOrderTest.done(9),
                4, StoreOrderTest.done(5),
                5, new Outcome.Failed("no disk"),
                6, StoreOrderTest.done(7),
                7, new Outcome.Failed("no memory"));
        holds(folder, expected);
        assertThat(StoreCheck.of(folder).findings()).isEmpty();

        StoreMerge.into(compacted, List.of(folder));
        Compaction done = Compaction.of(compacted);
        assertThat(done.folded()).isEqualTo(2);
        assertThat(done.dropped()).isEqualTo(7);
        holds(compacted, expected);
        StoreMerge.into(compacted, List.of(folder));
        holds(compacted, expected);
        Compaction.of(compacted);
        holds(compacted, expected);
    }

    private static void holds(Path folder, Map<Integer, Outcome> expected) {
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.size()).isEqualTo(expected.size());
            expected.forEach((i, outcome) ->
                    assertThat(store.outcome(Made.grid().get(i))).as("run " + i).contains(outcome));
            assertThat(store.collapse()).containsExactly(Made.collapse(0.75));
        }
    }
}
