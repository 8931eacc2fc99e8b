package org.imprint.lab.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Interner;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.record.Numbering;
import org.imprint.lab.store.record.Stamp;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;

/** What the segments of a store hold together. */
final class Catalogue implements Numbering {

    private final Interner<DataChoice> data = new Interner<>();
    private final Interner<Method> methods = new Interner<>();
    private final RunIndex runs = new RunIndex();
    private final Map<CollapseKey, Dated> collapse = new LinkedHashMap<>();
    private final AtomicLong counter = new AtomicLong();
    private Optional<Settings> settings = Optional.empty();

    private record CollapseKey(String backbone, List<String> dataSets, String split, LabelMapping mapping) {}

    /** Measures: their place in the order of records, who took them, and in which segment they are. */
    record Dated(Stamp stamp, CollapseResult result, Session session, int segment) {}

    private final boolean isDeep;

    /**
     * Creates an empty catalogue.
     *
     * @param isDeep whether segments decode every record in full as they are read, so that nothing wrong stays unseen
     */
    Catalogue(boolean isDeep) {
        this.isDeep = isDeep;
    }

    boolean isDeep() {
        return isDeep;
    }

    @Override
    public int number(DataChoice choice) {
        return data.number(choice);
    }

    @Override
    public int number(Method method) {
        return methods.number(method);
    }

    /** Returns the rows as they are now, and go on to be. */
    RunTable live(List<SegmentFile> segments) {
        return new RunTable(runs, data::get, methods::get, segments);
    }

    /** Returns the rows as they are now and stay. */
    RunTable snapshot(List<SegmentFile> segments) {
        return new RunTable(runs.copy(), data.values()::get, methods.values()::get, List.copyOf(segments));
    }

    /** Returns a counter above that of every record that is known; may be called by any thread. */
    long nextCounter() {
        return counter.incrementAndGet();
    }

    RunIndex runs() {
        return runs;
    }

    /** Returns the row of a combination, or {@link RunIndex#NONE}. */
    int row(Combination c) {
        int d = data.find(c.data());
        int m = methods.find(c.method());
        return d == Interner.UNKNOWN || m == Interner.UNKNOWN ? RunIndex.NONE : runs.find(d, m, c.seed());
    }

    void take(RunIndex.Entry entry) {
        counter.accumulateAndGet(entry.stamp().counter(), Math::max);
        runs.put(entry);
    }

    void take(Dated dated) {
        CollapseResult r = dated.result;
        CollapseKey key = new CollapseKey(r.backbone(), r.dataSets(), r.split(), r.mapping());
        counter.accumulateAndGet(dated.stamp.counter(), Math::max);
        collapse.merge(key, dated, (known, now) -> known.stamp.compareTo(now.stamp) > 0 ? known : now);
    }

    /**
     * Takes in the settings that results of a file depend on.
     *
     * @throws StoreException if they contradict those of other files
     */
    void take(Path file, Settings more) {
        if (settings.isPresent()) {
            List<String> conflicts = settings.get().conflicts(more);
            if (!conflicts.isEmpty()) {
                throw new StoreException(file + ": was written under other settings than the rest of the store: "
                        + String.join("; ", conflicts));
            }
        }
        settings = Optional.of(settings.map(known -> known.and(more)).orElse(more));
    }

    Optional<Settings> settings() {
        return settings;
    }

    List<Dated> collapse() {
        return new ArrayList<>(collapse.values());
    }
}
