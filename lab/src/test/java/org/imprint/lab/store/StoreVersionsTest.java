package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;

/** A store we once wrote stays readable. The folders under {@code fixtures} were written by the version they name and never again. */
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
}
