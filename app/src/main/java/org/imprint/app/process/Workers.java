package org.imprint.app.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.matrix.Parallel;

/** The threads of one command: a fixed pool of daemons, closed at the end. */
public final class Workers implements AutoCloseable {

    private final ExecutorService pool;
    private final Parallel parallel;

    /** Starts a pool for {@code threads} threads, the caller's included. */
    public Workers(int threads) {
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "imprint-worker");
            thread.setDaemon(true);
            return thread;
        });
        parallel = Parallel.on(pool, threads);
    }

    /** Returns how many threads this machine can run at once. */
    public static int available() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Returns the pool for computations. */
    public Parallel parallel() {
        return parallel;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
