package org.imprint.vision.embed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.SampleSource;

/** Batches go out to the workers and come back in order; at most two per worker are on their way. */
final class Pipeline {
    private final SampleSource source;
    private final List<Lane> lanes;
    private final int batch;
    private final int workers;

    Pipeline(SampleSource source, List<Lane> lanes, int batch, int workers) {
        this.source = source;
        this.lanes = lanes;
        this.batch = batch;
        this.workers = workers;
    }

    /**
     * Runs from the first batch that any lane wants to the last; the sinks are called by this thread.
     *
     * @param stored hears the number of samples that all sinks have
     * @return the sizes of the images seen; empty if there was nothing to do
     */
    Optional<SizeRange> run(Progress stored) throws InterruptedException {
        int batches = (source.size() - 1) / batch + 1;
        int firstBatch = lanes.stream().mapToInt(Lane::firstBatch).min().orElse(batches);
        BatchWork work = new BatchWork(source, lanes, batch);
        ExecutorService pool = Executors.newFixedThreadPool(workers, new Names());
        Deque<Future<List<FloatMatrix>>> ahead = new ArrayDeque<>();
        try {
            int submitted = firstBatch;
            for (int b = firstBatch; b < batches; b++) {
                if (Thread.interrupted()) { // a batch that is ready is handed over without a look at the interrupt
                    throw new InterruptedException("interrupted before sample " + b * batch);
                }
                while (submitted < batches && ahead.size() < 2 * workers) {
                    int next = submitted++;
                    ahead.add(pool.submit(() -> work.embed(next)));
                }
                handOver(b, result(ahead.remove()));
                stored.done(Math.min(source.size(), (b + 1L) * batch), source.size());
            }
            return work.sizes().range();
        } finally {
            work.stop();
            ahead.forEach(f -> f.cancel(false));
            shutDown(pool);
        }
    }

    private void handOver(int index, List<FloatMatrix> rows) {
        for (int l = 0; l < lanes.size(); l++) {
            if (lanes.get(l).wants(index)) {
                lanes.get(l).sink().take(index * batch, rows.get(l));
            }
        }
    }

    private static List<FloatMatrix> result(Future<List<FloatMatrix>> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("a batch throws nothing checked", e);
        }
    }

    /** Waits until no worker touches the source or a backbone any more; they stop after the image they are at. */
    private static void shutDown(ExecutorService pool) {
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
