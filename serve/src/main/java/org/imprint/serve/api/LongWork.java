package org.imprint.serve.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that goes over all of a classifier: one thing at a time, away from the threads that take requests. */
final class LongWork {

    private static final int IDLE_SECONDS = 30;

    private final ExecutorService worker;

    LongWork() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "imprint-long-work");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        this.worker = one;
    }

    /** Does some work when its turn comes. */
    <T> CompletableFuture<T> begin(Supplier<T> what) {
        return CompletableFuture.supplyAsync(what, worker);
    }
}
