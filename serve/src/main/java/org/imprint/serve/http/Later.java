package org.imprint.serve.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers that come later: written by threads that may wait for a slow client, and never by those that compute for everybody.
 *
 * <p>There are as many such threads as answers being written, so no more than requests in flight.
 */
public final class Later {

    private static final int IDLE_SECONDS = 30;

    private static final ThreadPoolExecutor WRITERS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "imprint-writer");
                thread.setDaemon(true);
                return thread;
            });

    private Later() {}

    /** Answers when something is there. @param how writes the answer */
    public static <T> void answer(Context context, CompletableFuture<T> found, Consumer<? super T> how) {
        context.future(
                () -> found.whenCompleteAsync((value, failure) -> {}, WRITERS).thenAccept(how));
    }

    /** Goes on when something is there with what may wait, such as for the disk. */
    public static <S, T> CompletableFuture<T> then(CompletableFuture<S> found, Function<? super S, ? extends T> next) {
        return found.thenApplyAsync(next, WRITERS);
    }
}
