package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Settings;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMergeTest {

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();

    private Path store(String name, int from, int to) {
        Path dir = folder.resolve(name);
        try (ResultStore store = ResultStore.openOrCreate(dir, Made.settings());
                StoreWriter writer = store.writer(Made.SESSION)) {
            append(writer, from, to);
        }
        return dir;
    }

    private void append(StoreWriter writer, int from, int to) {
        for (int i = from; i < to; i++) {
            writer.append(grid.get(i), Made.outcome(i, grid.get(0)));
        }
        writer.flush();
    }

    private void holds(Path dir, int n) {
        try (ResultStore merged = ResultStore.open(dir)) {
            assertThat(merged.size()).isEqualTo(n);
            for (int i = 0; i < n; i++) {
                Combination c = grid.get(i);
                assertThat(merged.outcome(c)).contains(Made.outcome(i, grid.get(0)));
            }
            assertThat(merged.settings()).isEqualTo(Made.settings());
            assertThat(merged.findings()).allMatch(StoreFinding::isHarmless);
        }
    }

    @Test
    void theMergedStoreHoldsWhatAllHold() {
        Path a = store("a", 0, 10);
        Path b = store("b", 10, 25);

        assertThat(StoreMerge.into(folder.resolve("all"), List.of(a, b))).isEqualTo(2);

        holds(folder.resolve("all"), 25);
        holds(a, 10);
    }

    @Test
    void mergingAgainTakesWhatHasGrownAndNothingElse() {
        Path a = store("a", 0, 10);
        Path all = folder.resolve("all");
        try (ResultStore b = ResultStore.openOrCreate(folder.resolve("b"), Made.settings());
                StoreWriter writer = b.writer(Made.SESSION)) {
            append(writer, 10, 12);
            assertThat(StoreMerge.into(all, List.of(a, b.dir()))).isEqualTo(2);
            holds(all, 12);
            append(writer, 12, 30);
            assertThat(StoreMerge.into(all, List.of(a, b.dir()))).isEqualTo(1);
        }
        holds(all, 30);
        assertThat(StoreMerge.into(all, List.of(a))).isZero();
    }

    @Test
    void resultsUnderOtherSettingsAreNotMixedIn() {
        Path a = store("a", 0, 3);
        Path other = folder.resolve("other");
        Settings reference = new Settings(Semantics.REFERENCE, Settings.REVISION, new TreeMap<>(), new TreeMap<>());
        ResultStore.openOrCreate(other, reference).close();
        Path all = folder.resolve("all");

        assertThatThrownBy(() -> StoreMerge.into(all, List.of(a, other)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("semantics");
        assertThat(all).doesNotExist();
    }

    @Test
    void aRefusedMergeLeavesNoSettingsBehind() {
        Path a = store("a", 0, 3);
        Path other = folder.resolve("other");
        ResultStore.openOrCreate(other, Settings.of(Semantics.REFERENCE)).close();
        Path all = folder.resolve("all");
        Settings of = new Settings(Made.settings().semantics(), Settings.REVISION, new TreeMap<>(), new TreeMap<>());
        ResultStore.openOrCreate(all, of).close();

        assertThatThrownBy(() -> StoreMerge.into(all, List.of(a, other))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> StoreMerge.into(all, List.of(a, folder.resolve("no"))))
                .isInstanceOf(StoreException.class);

        try (ResultStore store = ResultStore.open(all)) {
            assertThat(store.settings()).isEqualTo(of);
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void aFolderWithoutAStoreIsNone() {
        assertThat(StoreMerge.isStore(folder)).isFalse();
        assertThat(StoreMerge.isStore(store("a", 0, 1))).isTrue();
        assertThatThrownBy(() -> StoreMerge.into(folder.resolve("all"), List.of(folder.resolve("no"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no such folder");
    }
}
