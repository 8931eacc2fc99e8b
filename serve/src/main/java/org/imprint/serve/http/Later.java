package org.imprint.serve.http;

import io.javalin.config.Key;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers that come later: written by threads that may wait for a slow client, and never by those that compute for everybody.
 *
 * <p>There are as many such threads as answers being written, so no more than requests in flight.
 */
public final class Later {

    /** How long an answer is waited for; every server that answers later must have it. */
    public static final Key<Duration> TIME = new Key<>("time of an answer");

    private static final int IDLE_SECONDS = 30;

    private static final ThreadPoolExecutor WRITERS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "imprint-writer");
                thread.setDaemon(true);
                return thread;
            });

    private Later() {}

    /** Answers when something is there, or 503 if it is not within {@link #TIME}. @param how writes the answer */
    public static <T> void answer(Context context, CompletableFuture<T> found, Consumer<? super T> how) {
        answer(context, found, how, unused -> {});
    }

    /** As {@link #answer(Context, CompletableFuture, Consumer)}. @param unused is given what comes too late, such as to close it */
    public static <T> void answer(
            Context context, CompletableFuture<T> found, Consumer<? super T> how, Consumer<? super T> unused) {
        CompletableFuture<T> inTime =
                found.copy().orTimeout(context.appData(TIME).toMillis(), TimeUnit.MILLISECONDS);
        found.thenAccept(value -> {
            if (inTime.isCompletedExceptionally()) {
                unused.accept(value);
            }
        });
        context.future(() -> inTime.exceptionallyCompose(Later::told)
                .whenCompleteAsync((value, failure) -> {}, WRITERS)
                .thenAccept(how));
    }

    private static <T> CompletableFuture<T> told(Throwable failure) {
        return CompletableFuture.failedFuture(
                failure instanceof TimeoutException
                        ? new HttpProblem(503, "the answer took longer than a request may; ask for less, or again")
                        : failure);
    }

    /** Goes on when something is there with what may wait, such as for the disk. */
    public static <S, T> CompletableFuture<T> then(CompletableFuture<S> found, Function<? super S, ? extends T> next) {
        return found.thenApplyAsync(next, WRITERS);
    }
}
