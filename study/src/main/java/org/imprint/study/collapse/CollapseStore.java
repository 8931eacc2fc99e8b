package org.imprint.study.collapse;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprint.core.Semantics;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.store.StoreWriter;

/** A result store as measurements use it: what it has, and a place for more. */
public final class CollapseStore implements AutoCloseable {

    private final ResultStore store;
    private final StoreWriter writer;

    private CollapseStore(ResultStore store, StoreWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    /**
     * Opens a store, or makes one. Measurements hold the numbers of both semantics and go into a store of either.
     *
     * @param inputs the files that will be measured
     * @param session the circumstances
     * @throws StoreException if it cannot be used, or if it has results of other embeddings under the same names
     */
    public static CollapseStore open(Path dir, List<InputFile> inputs, Session session) {
        SortedMap<String, InputFile> byName = new TreeMap<>();
        inputs.forEach(i -> byName.put(i.name(), i));
        ResultStore store =
                ResultStore.openOrCreate(dir, new Settings(semantics(dir), Settings.REVISION, new TreeMap<>(), byName));
        try {
            return new CollapseStore(store, store.writer(session));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Semantics semantics(Path dir) {
        try (ResultStore there = ResultStore.open(dir)) {
            return there.settings().semantics();
        } catch (StoreException e) {
            return Semantics.CORRECTED; // there is none; if it cannot be used, opening it to write will say why
        }
    }

    /** Returns the keys of the measurements that the store has. */
    public Set<CollapseKey> known() {
        return store.collapse().stream().map(CollapseKey::of).collect(Collectors.toSet());
    }

    /** Returns the measurement of a key that the store has. */
    public CollapseResult result(CollapseKey key) {
        return store.collapse().stream()
                .filter(result -> CollapseKey.of(result).equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(key.name()));
    }

    /** Appends a result and forces it to the disk. */
    public void append(CollapseResult result) {
        writer.append(result);
        writer.flush();
    }

    @Override
    public void close() {
        try (store) {
            writer.close();
        }
    }
}
