package org.imprint.study.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.imprint.study.reproduce.need.EmbeddingsWanted;
import org.imprint.study.reproduce.need.EmbeddingsWanted.Wanted;
import org.imprint.study.reproduce.quick.QuickData;
import org.imprint.study.reproduce.section.Section;

/**
 * The data that the store of a reproduction may hold. A store of others would mix them into means and figures, for instance bundled
 * digits into those of the paper's data.
 *
 * @param backbones names of backbones
 * @param dataSets names of data sets
 */
record DataOfStore(Set<String> backbones, Set<String> dataSets) {

    /** Returns the paper's. */
    static DataOfStore paper() {
        Set<Wanted> wanted =
                EmbeddingsWanted.of(List.of(Section.values())).wanted().keySet();
        Set<String> backbones = new HashSet<>();
        Set<String> dataSets = new HashSet<>();
        wanted.forEach(file -> {
            backbones.add(file.backbone());
            dataSets.add(file.dataSet());
        });
        return new DataOfStore(backbones, dataSets);
    }

    /** Returns that of a quick reproduction. */
    static DataOfStore of(QuickData data) {
        return new DataOfStore(new HashSet<>(data.backbones()), new HashSet<>(QuickData.names(data.sets())));
    }

    /**
     * Looks into a store, if there is one.
     *
     * @throws StoreException if it has runs or measurements of other data
     */
    void check(Path store, Semantics semantics) {
        if (!Files.isDirectory(store)) {
            return;
        }
        Set<String> others = new TreeSet<>();
        try (ResultStore results = ResultStore.openOrCreate(
                store, new Settings(semantics, Settings.REVISION, new TreeMap<>(), new TreeMap<>()))) {
            results.settings().inputs().values().forEach(f -> compare(f.backbone(), List.of(f.dataSet()), others));
            results.collapse().forEach(c -> compare(c.backbone(), c.dataSets(), others));
        }
        if (!others.isEmpty()) {
            throw new StoreException(store + ": has results on other data, such as "
                    + others.iterator().next() + ", which would mix with these; name another --out");
        }
    }

    private void compare(String backbone, Collection<String> names, Set<String> others) {
        names.stream()
                .filter(name -> !backbones.contains(backbone) || !dataSets.contains(name))
                .forEach(name -> others.add(backbone + " on " + name));
    }
}
