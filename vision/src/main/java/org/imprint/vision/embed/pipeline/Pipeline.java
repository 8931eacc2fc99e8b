package org.imprint.vision.embed.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.imprint.vision.data.SampleSource;

/** Batches go out to the workers and come back in order; at most two per worker are on their way. */
public final class Pipeline {
    private final SampleSource source;
    private final List<Lane> lanes;
    private final Plan plan;
    private final int batch;
    private final int workers;

    /**
     * Prepares a run.
     *
     * @param batch images of one inference, at least 1
     * @param workers threads, at least 1
     */
    public Pipeline(SampleSource source, List<Lane> lanes, Plan plan, int batch, int workers) {
        this.source = source;
        this.lanes = lanes;
        this.plan = plan;
        this.batch = batch;
        this.workers = workers;
    }

    /**
     * Runs through the plan.
     *
     * @param taker is given what became of each batch, in their order, by this thread
     * @return the sizes of the images seen; empty if there was nothing to do
     */
    public Optional<SizeRange> run(Taker taker) throws InterruptedException {
        BatchWork work = new BatchWork(source, lanes, plan, batch);
        ExecutorService pool = Workers.start(workers);
        Deque<Future<BatchResult>> ahead = new ArrayDeque<>();
        try {
            int submitted = 0;
            for (int b = 0; b < plan.batches(); b++) {
                if (Thread.interrupted()) { // a batch that is ready is handed over without a look at the interrupt
                    throw new InterruptedException("interrupted before batch " + b);
                }
                while (submitted < plan.batches() && ahead.size() < 2 * workers) {
                    int next = submitted++;
                    ahead.add(pool.submit(() -> work.embed(next)));
                }
                taker.take(Workers.result(ahead.remove()));
            }
            return work.sizes().range();
        } finally {
            work.stop();
            ahead.forEach(f -> f.cancel(false));
            Workers.end(pool);
        }
    }

    /** Is given what became of one batch after the other. */
    public interface Taker {
        /** Takes the next batch; the run waits for it. */
        void take(BatchResult result);
    }
}
