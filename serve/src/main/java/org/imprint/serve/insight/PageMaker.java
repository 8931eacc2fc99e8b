package org.imprint.serve.insight;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.imprint.serve.http.HttpProblem;

/** Makes pages that look at every example of a model: one at a time for a server, since each takes memory for all of them. */
final class PageMaker {

    /** More do not wait. */
    static final int MOST_WAITING = 32;

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor one;

    PageMaker() {
        one = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "imprint-pages");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
    }

    /** Makes a page when its turn comes. @return fails with a {@link HttpProblem} of status 429 if too many wait */
    <T> CompletableFuture<T> make(Supplier<T> page) {
        try {
            return CompletableFuture.supplyAsync(page, one);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new HttpProblem(429, MOST_WAITING + " pages of examples wait, which is the most; try again"));
        }
    }
}
