package org.imprint.serve.batch;

import java.util.concurrent.atomic.LongAdder;

/** What was computed since the start, for those who watch a server. Safe for use by many threads. */
public final class BatchCounts {

    private final LongAdder batches = new LongAdder();
    private final LongAdder batchedRows = new LongAdder();
    private final LongAdder embedded = new LongAdder();
    private final LongAdder shared = new LongAdder();
    private final LongAdder unusable = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Returns the batches of rows that were answered. */
    public long batches() {
        return batches.sum();
    }

    /** Returns the rows that were answered in them. */
    public long batchedRows() {
        return batchedRows.sum();
    }

    /** Returns the images that the backbone embedded. */
    public long embedded() {
        return embedded.sum();
    }

    /** Returns the images that were given while the same image was under way already. */
    public long shared() {
        return shared.sum();
    }

    /** Returns the images that could not be used. */
    public long unusable() {
        return unusable.sum();
    }

    /** Returns the questions that were refused because too many waited. */
    public long refused() {
        return refused.sum();
    }

    void batch(int rows) {
        batches.increment();
        batchedRows.add(rows);
    }

    void oneEmbedded() {
        embedded.increment();
    }

    void oneShared() {
        shared.increment();
    }

    void oneUnusable() {
        unusable.increment();
    }

    void oneRefused() {
        refused.increment();
    }
}
