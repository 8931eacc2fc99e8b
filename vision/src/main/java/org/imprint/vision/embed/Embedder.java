package org.imprint.vision.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.pipeline.Lane;
import org.imprint.vision.embed.pipeline.Pipeline;
import org.imprint.vision.embed.pipeline.Plan;
import org.imprint.vision.store.Precision;

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
     * @throws DataException if images cannot be read; all of them are named
     * @throws InterruptedException if the thread is interrupted
     */
    public FloatMatrix embed(SampleSource source, Progress progress) throws InterruptedException {
        FloatMatrix all = FloatMatrix.zeros(source.size(), backbone.dimension());
        Lane lane = new Lane(backbone, i -> true, (samples, rows) -> {
            for (int k = 0; k < samples.length; k++) {
                System.arraycopy(rows.data(), rows.offset(k), all.data(), all.offset(samples[k]), all.cols());
            }
        });
        List<BadImage> bad = new ArrayList<>();
        int[] done = {0};
        Plan plan = Plan.of(source.size(), batch, i -> true);
        new Pipeline(source, List.of(lane), plan, batch, workers).run(result -> {
            int[] samples = result.samples().stream().mapToInt(i -> i).toArray();
            lane.sink().take(samples, result.rows().get(0));
            result.bad().forEach(b -> bad.add(new BadImage(source.id(b.sample()), b.reason())));
            done[0] += samples.length + result.bad().size();
            progress.done(done[0], source.size());
        });
        if (!bad.isEmpty()) {
            throw new BadImagesException(source.name(), source.size(), bad);
        }
        return all;
    }

    /**
     * Embeds all samples into a file, or those that an earlier, interrupted run left to do.
     *
     * <p>Each batch is safe as soon as it is reported. After an exception, an interrupt or the death of the process, the same
     * call embeds what is missing; the file gets its name when it is whole. {@link EmbeddingPass} does it for
     * several backbones at once.
     *
     * @param source images; rows of an earlier run are kept for those that it shared
     * @param file the file to be; one that is there is replaced at the end
     * @param origin what the images are
     * @param precision how the numbers are stored
     * @throws DataException if images cannot be read, all of which are named at the end, or the file cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    public void embed(SampleSource source, Path file, Origin origin, Precision precision, Progress progress)
            throws InterruptedException {
        new EmbeddingPass(List.of(new Target(backbone, file)), batch, workers)
                .run(source, origin, precision, Existing.REPLACE, progress);
    }
}
