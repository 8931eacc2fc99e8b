package org.imprint.serve.insight;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.model.ServedModel;

/**
 * Long questions about models: two at a time for each model, each asked once for a revision, given up when the model has changed.
 *
 * <p>An answer that takes longer than a client is let wait goes on being found, and is there when it asks again.
 */
final class Background {

    private static final int WAIT_SECONDS = 25;
    private static final int IDLE_SECONDS = 10;

    /** How often a question is asked anew because the model has changed. */
    private static final int ATTEMPTS = 4;

    /** Two, so that the map does not wait until all examples are sorted by doubt. */
    private static final int THREADS = 2;

    private final Map<String, Desk> desks = new ConcurrentHashMap<>();

    /**
     * Asks for something, or takes what was found for this revision.
     *
     * @param question by which what is found is kept; one of each is
     * @param how finds it; it may be interrupted
     * @return fails with a {@link HttpProblem} of status 503 while it is still being found
     */
    <T> CompletableFuture<T> ask(ServedModel model, Object question, Function<Moment, T> how) {
        return ask(model, question, how, ATTEMPTS);
    }

    private <T> CompletableFuture<T> ask(ServedModel model, Object question, Function<Moment, T> how, int attempts) {
        Desk desk = desks.computeIfAbsent(model.name(), Desk::new);
        return desk.ask(Moment.of(model), question, how)
                .copy()
                .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                // Not in the thread that gives up a job, which holds the desk.
                .handleAsync((value, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(value);
                    }
                    Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
                    if (cause instanceof HttpProblem overtaken && overtaken.status() == 503 && attempts > 1) {
                        return ask(model, question, how, attempts - 1);
                    }
                    return CompletableFuture.<T>failedFuture(
                            failure instanceof TimeoutException
                                    ? new HttpProblem(503, "this is still being found; ask again")
                                    : cause);
                })
                .thenCompose(f -> f);
    }

    /** What is asked of one model. */
    private static final class Desk {
        private final Map<Object, Job<?>> jobs = new HashMap<>();
        private final ExecutorService clerks;

        Desk(String name) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "insight-" + name);
                        thread.setDaemon(true);
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            this.clerks = pool;
        }

        @SuppressWarnings("unchecked") // a question has answers of one type
        synchronized <T> CompletableFuture<T> ask(Moment moment, Object question, Function<Moment, T> how) {
            jobs.values().removeIf(job -> {
                boolean old = job.moment.revision() < moment.revision();
                if (old) {
                    job.giveUp();
                }
                return old;
            });
            Job<?> there = jobs.get(question);
            if (there == null || there.answer.isCompletedExceptionally()) {
                Job<T> job = new Job<>(moment, how);
                jobs.put(question, job);
                clerks.execute(job);
                return job.answer;
            }
            return (CompletableFuture<T>) there.answer;
        }
    }

    /** One question at one revision. */
    private static final class Job<T> implements Runnable {
        private final Moment moment;
        private final Function<Moment, T> how;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Thread runner;

        Job(Moment moment, Function<Moment, T> how) {
            this.moment = moment;
            this.how = how;
        }

        @Override
        public void run() {
            if (answer.isDone()) {
                return;
            }
            try {
                // Before it may be interrupted: an interrupted read would close the file that everybody reads from.
                moment.state().classes().stream()
                        .filter(LearnedClass::hasExamples)
                        .forEach(c -> c.examples().rows());
                begin();
                answer.complete(how.apply(moment));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            } finally {
                end();
            }
        }

        private synchronized void begin() {
            runner = Thread.currentThread();
            if (answer.isDone()) {
                runner.interrupt();
            }
        }

        private synchronized void end() {
            runner = null;
            Thread.interrupted(); // it was for this question, not for the next
        }

        synchronized void giveUp() {
            answer.completeExceptionally(new HttpProblem(503, "the model has changed meanwhile; ask again"));
            if (runner != null) {
                runner.interrupt();
            }
        }
    }
}
