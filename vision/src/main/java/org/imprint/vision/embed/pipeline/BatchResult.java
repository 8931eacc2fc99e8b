package org.imprint.vision.embed.pipeline;

import java.util.List;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/**
 * What became of the samples of one batch.
 *
 * @param samples those that were decoded
 * @param digests the digest of each
 * @param rows the rows of each lane; [0, d] for lanes that have them
 * @param bad those that were not decoded
 */
public record BatchResult(
        List<Integer> samples, List<ContentDigest> digests, List<FloatMatrix> rows, List<BadSample> bad) {

    /** A sample without an embedding, and why. */
    public record BadSample(int sample, String reason) {}
}
