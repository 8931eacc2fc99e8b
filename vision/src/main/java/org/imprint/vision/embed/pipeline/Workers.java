package org.imprint.vision.embed.pipeline;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that read and embed, and how they begin and end. */
final class Workers {

    private Workers() {}

    static ExecutorService start(int workers) {
        return Executors.newFixedThreadPool(workers, new Names());
    }

    /** Waits for a result; what the work threw is thrown as it is. */
    static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                throw new InterruptedException("the process is ending");
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("the work throws nothing checked", e);
        }
    }

    /** Waits until no worker touches the source or a backbone any more; they stop after the image they are at. */
    static void end(ExecutorService pool) {
        pool.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Names the threads, which do not keep the process alive. */
    private static final class Names implements ThreadFactory {
        private final AtomicInteger next = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "imprint-embed-" + next.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
