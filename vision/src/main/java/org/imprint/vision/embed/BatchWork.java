package org.imprint.vision.embed;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.Preprocessing;

/** What the workers of an {@link Embedder} do: the samples of one batch to embeddings. */
final class BatchWork {
    private final SampleSource source;
    private final Backbone backbone;
    private final int batch;

    /** Input tensors at rest, one per worker. */
    private final Queue<float[]> tensors = new ConcurrentLinkedQueue<>();

    private volatile boolean stopped;

    BatchWork(SampleSource source, Backbone backbone, int batch) {
        this.source = source;
        this.backbone = backbone;
        this.batch = batch;
    }

    /** Makes workers throw before their next image. */
    void stop() {
        stopped = true;
    }

    /** Returns the embeddings of batch {@code index}; may be called by several threads at once. */
    FloatMatrix embed(int index) {
        int first = index * batch;
        int count = Math.min(batch, source.size() - first);
        Preprocessing preprocessing = backbone.descriptor().preprocessing();
        float[] tensor = tensors.poll();
        if (tensor == null) {
            tensor = new float[Math.multiplyExact(batch, preprocessing.size())];
        }
        for (int i = 0; i < count; i++) {
            if (stopped) {
                throw new CancellationException("stopped");
            }
            preprocessing.apply(source.image(first + i), tensor, i * preprocessing.size());
        }
        FloatMatrix rows = backbone.embed(
                FloatMatrix.of(batch, preprocessing.size(), tensor).rows(0, count));
        tensors.add(tensor);
        return rows;
    }
}
