package org.imprint.classifier;

import java.time.Clock;
import org.imprint.classifier.cache.CachedEmbedder;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.store.Precision;

/**
 * What a classifier of images works with; none of it changes an answer.
 *
 * @param embedder computes embeddings, or finds them in its cache
 * @param parallel the threads that learning and answering may use
 * @param clock tells when changes are made
 */
public record Equipment(CachedEmbedder embedder, Parallel parallel, Clock clock) {

    /** Returns a backbone without a cache that embeds on all processors; proxies are made on the caller's thread. */
    public static Equipment of(Backbone backbone) {
        int workers = Runtime.getRuntime().availableProcessors();
        return new Equipment(
                new CachedEmbedder(backbone, EmbeddingCache.none(), Precision.FLOAT32, workers),
                Parallel.serial(),
                Clock.systemUTC());
    }

    /** Returns the backbone. */
    public Backbone backbone() {
        return embedder.backbone();
    }
}
