package org.imprint.lab.run;

import java.util.concurrent.Semaphore;

/**
 * Lets work begin only while the memory that all work in progress needs stays within a bound. What needs more than the whole bound
 * runs alone.
 */
final class MemoryGate {

    private static final long UNIT = 1L << 20;

    private final Semaphore units;
    private final int all;

    MemoryGate(long bytes) {
        all = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        units = new Semaphore(all, true);
    }

    void run(long bytes, Runnable work) {
        int needed = (int) Math.max(1, Math.min(all, bytes / UNIT + 1));
        units.acquireUninterruptibly(needed);
        try {
            work.run();
        } finally {
            units.release(needed);
        }
    }
}
