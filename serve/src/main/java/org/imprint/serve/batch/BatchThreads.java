package org.imprint.serve.batch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.imprint.core.Checks;
import org.imprint.core.matrix.Parallel;

/**
 * The threads that compute for the models of a server: as many as cores for images, as many for answers, and none that waits. Those
 * that take in requests compute nothing.
 */
public final class BatchThreads implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;
    private static final int PATIENCE_SECONDS = 30;

    private final int each;
    private final Parallel parallel;
    private final ThreadPoolExecutor images;
    private final ThreadPoolExecutor answers;

    /**
     * Makes them; they start when there is something to do.
     *
     * @param each threads for images, and for answers, in [1, 1024]
     * @param parallel what a question of many rows may use besides
     */
    public BatchThreads(int each, Parallel parallel) {
        this.each = Checks.inRange("threads", each, 1, 1024);
        this.parallel = parallel;
        this.images = pool("imprint-images");
        this.answers = pool("imprint-answers");
    }

    private ThreadPoolExecutor pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                each, each, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Returns how many compute for images, and for answers. */
    int each() {
        return each;
    }

    /** Returns what a question of many rows may use besides. */
    public Parallel parallel() {
        return parallel;
    }

    ExecutorService images() {
        return images;
    }

    ExecutorService answers() {
        return answers;
    }

    /** Lets what is under way or waits end, for at most half a minute; nothing more is taken. */
    @Override
    public void close() {
        images.shutdown();
        answers.shutdown();
        try {
            images.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            answers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
