package org.imprint.classifier.cache;

import java.util.List;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.embed.BadImage;

/**
 * What became of the images of a source.
 *
 * @param samples the places in the source of those that have an embedding, ascending
 * @param digests the digest of each of these
 * @param rows the embedding of each, [samples, d]
 * @param bad the others, in their order, each with the reason
 * @param computed how many were embedded now; the rest were in the cache, or equal to others
 */
public record EmbeddedImages(
        List<Integer> samples, List<ContentDigest> digests, FloatMatrix rows, List<BadImage> bad, int computed) {

    /** Copies the lists. */
    public EmbeddedImages {
        samples = List.copyOf(samples);
        digests = List.copyOf(digests);
        bad = List.copyOf(bad);
    }
}
