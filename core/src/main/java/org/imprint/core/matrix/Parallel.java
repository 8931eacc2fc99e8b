package org.imprint.core.matrix;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.imprint.core.Checks;

/**
 * The threads that a computation may use: those of an executor it was given, and the caller's own.
 *
 * <p>Each index is worked on by exactly one thread and writes only its own part of the result, so results do not depend on
 * the number of threads. Calls may be nested: the caller always works itself and never waits for a free thread.
 */
public final class Parallel {

    private static final Parallel SERIAL = new Parallel(Runnable::run, 1);

    private final Executor executor;
    private final int threads;

    private Parallel(Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /** Returns a {@code Parallel} that uses the calling thread alone. */
    public static Parallel serial() {
        return SERIAL;
    }

    /**
     * Returns a {@code Parallel} that uses the calling thread and up to {@code threads - 1} threads of {@code executor}.
     *
     * @param threads in [1, 1024]
     */
    public static Parallel on(Executor executor, int threads) {
        return new Parallel(executor, Checks.inRange("threads", threads, 1, 1024));
    }

    /** Returns how many threads may work at once, the caller included. */
    public int threads() {
        return threads;
    }

    /**
     * Calls {@code body} once for each index in [0, n), in no particular order, and returns when all are done.
     *
     * <p>If calls throw, the first exception seen is thrown again here after the others have ended; indices not yet begun
     * are skipped.
     */
    public void forEach(int n, IntConsumer body) {
        int helpers = Math.min(threads, n) - 1;
        if (helpers <= 0) {
            for (int i = 0; i < n; i++) {
                body.accept(i);
            }
            return;
        }
        Round round = new Round(n, body);
        try {
            for (int t = 0; t < helpers; t++) {
                executor.execute(round);
            }
        } catch (RejectedExecutionException full) {
            round.run(); // a pool that takes no more work slows us down, it does not stop us
        }
        round.run();
        round.await();
    }

    /**
     * Calls {@code body} once for each tile of [0, n), in no particular order: [0, size), [size, 2·size), …, the last one as long as
     * what is left. Borders depend on n and size alone, so sums that are taken tile by tile do not depend on the number of threads.
     *
     * @param size rows of a tile, ≥ 1
     */
    public void forEachTile(int n, int size, Tile body) {
        forEach(tiles(n, size), t -> body.accept(t * size, Math.min(n, (t + 1) * size)));
    }

    /** Returns how many tiles {@link #forEachTile} makes of n. */
    public static int tiles(int n, int size) {
        return (n + size - 1) / size;
    }

    /** What is done with the rows from {@code from}, inclusive, to {@code to}, exclusive. */
    @FunctionalInterface
    public interface Tile {
        /** Does it. */
        void accept(int from, int to);
    }

    /** One call of {@link #forEach}: a counter that all its threads draw indices from. */
    private static final class Round implements Runnable {
        private final int n;
        private final IntConsumer body;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Round(int n, IntConsumer body) {
            this.n = n;
            this.body = body;
            this.left = new CountDownLatch(n);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        body.accept(i);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        void await() {
            try {
                left.await();
            } catch (InterruptedException e) {
                failure.compareAndSet(null, new IllegalStateException("interrupted while computing", e));
                Thread.currentThread().interrupt();
            }
            Throwable t = failure.get();
            if (t instanceof Error e) {
                throw e;
            }
            if (t != null) {
                throw (RuntimeException) t;
            }
        }
    }
}
