package org.imprint.lab.store;

import java.util.List;
import java.util.function.IntFunction;
import org.imprint.lab.store.record.OutcomeCodec;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;

/**
 * The outcome of each combination that counts, as a store knew them at one moment, by row in [0, {@link #size}). Stays as it is when the
 * store goes on; may be read by any number of threads, each with a {@link #reader} of its own, until the store is closed.
 */
public final class RunTable {

    private final RunIndex index;
    private final IntFunction<DataChoice> data;
    private final IntFunction<Method> methods;
    private final List<SegmentFile> segments;

    RunTable(RunIndex index, IntFunction<DataChoice> data, IntFunction<Method> methods, List<SegmentFile> segments) {
        this.index = index;
        this.data = data;
        this.methods = methods;
        this.segments = segments;
    }

    /** Returns the number of rows. */
    public int size() {
        return index.size();
    }

    /** Returns a reader for one thread. */
    public RunReader reader() {
        return new RunReader(this);
    }

    RunIndex index() {
        return index;
    }

    List<SegmentFile> segments() {
        return segments;
    }

    Combination combination(OutcomeCodec.Key key) {
        return new Combination(data.apply(key.data()), methods.apply(key.method()), key.seed());
    }
}
