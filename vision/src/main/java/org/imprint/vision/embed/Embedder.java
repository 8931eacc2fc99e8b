package org.imprint.vision.embed;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;

/**
 * Turns a source of images into embeddings.
 *
 * <p>Each worker takes whole batches: it decodes, preprocesses and infers alone on one core. Batch b is always the samples
 * [b·batch, (b+1)·batch), and rows are handed on in the order of the samples, so the result does not depend on the number of
 * workers, nor on whether the run was interrupted. At most two batches per worker are in memory.
 *
 * @param backbone computes the embeddings
 * @param batch images per inference, in [1, 4096]; the last bits of an embedding may depend on it
 * @param workers threads, in [1, 1024]
 */
public record Embedder(Backbone backbone, int batch, int workers) {

    /** Images per inference unless told otherwise: large enough to be quick, small enough to commit often. */
    public static final int DEFAULT_BATCH = 8;

    /** Checks the ranges. */
    public Embedder {
        Checks.inRange("embed.batch", batch, 1, 4096);
        Checks.inRange("embed.workers", workers, 1, 1024);
    }

    /** Returns an embedder with the default batch and one worker for each processor. */
    public static Embedder of(Backbone backbone) {
        return new Embedder(backbone, DEFAULT_BATCH, Runtime.getRuntime().availableProcessors());
    }

    /** Returns the same embedder with another number of images per inference. */
    public Embedder withBatch(int images) {
        return new Embedder(backbone, images, workers);
    }

    /** Returns the same embedder with another number of threads. */
    public Embedder withWorkers(int threads) {
        return new Embedder(backbone, batch, threads);
    }

    /**
     * Embeds all samples into memory.
     *
     * @return [n, d], row i belonging to sample i
     * @throws DataException if an image cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    public FloatMatrix embed(SampleSource source, Progress progress) throws InterruptedException {
        FloatMatrix all = FloatMatrix.zeros(source.size(), backbone.dimension());
        run(source, 0, (first, rows) -> {
            System.arraycopy(rows.data(), rows.offset(0), all.data(), all.offset(first), rows.rows() * rows.cols());
            progress.done(first + rows.rows(), source.size());
        });
        return all;
    }

    /**
     * Embeds all samples into a file, or those that an earlier, interrupted run left to do.
     *
     * <p>Each batch is safe as soon as it is reported. After an exception, an interrupt or the death of the process, the same
     * call continues behind the last such batch; the file gets its name when it is whole.
     *
     * @param source images; those of an earlier run if there was one
     * @param file the file to be; one that is there is replaced at the end
     * @param dataSet name of the data set, for the provenance
     * @param split name of the split, or empty
     * @param precision how the numbers are stored
     * @throws DataException if an image cannot be read or the file cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    public void embed(
            SampleSource source, Path file, String dataSet, String split, Precision precision, Progress progress)
            throws InterruptedException {
        EmbeddingSpec spec = new EmbeddingSpec(backbone.dimension(), precision, provenance(source, dataSet, split));
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec, SampleIndex.of(source))) {
            int done = writer.committed();
            progress.done(done, source.size());
            run(source, done / batch, (first, rows) -> {
                writer.append(rows.rows(writer.committed() - first, rows.rows()));
                progress.done(writer.committed(), source.size());
            });
            writer.finish();
        }
    }

    private Provenance provenance(SampleSource source, String dataSet, String split) {
        return new Provenance(
                backbone.descriptor().name(),
                backbone.sha256Hex(),
                backbone.descriptor().preprocessingJson(),
                dataSet,
                source.name(),
                split,
                batch,
                new TreeMap<>(Map.of("onnxruntime", backbone.runtimeVersion())));
    }

    private void run(SampleSource source, int firstBatch, RowSink sink) throws InterruptedException {
        int batches = (source.size() - 1) / batch + 1;
        BatchWork work = new BatchWork(source, backbone, batch);
        ExecutorService pool = Executors.newFixedThreadPool(workers, new Names());
        Deque<Future<FloatMatrix>> ahead = new ArrayDeque<>();
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
                sink.take(b * batch, result(ahead.remove()));
            }
        } finally {
            work.stop();
            ahead.forEach(f -> f.cancel(false));
            shutDown(pool);
        }
    }

    private static FloatMatrix result(Future<FloatMatrix> future) throws InterruptedException {
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

    /** Waits until no worker touches the source or the backbone any more; they stop after the image they are at. */
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

    /** Takes the rows of one batch after the other. */
    private interface RowSink {
        void take(int firstSample, FloatMatrix rows);
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
