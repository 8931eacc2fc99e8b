package org.imprint.vision.store;

import org.imprint.core.Checks;

/**
 * What is to be written, besides the rows and their labels.
 *
 * @param dimension d, in [1, 1048576]
 * @param precision how each number is stored
 * @param provenance where the numbers come from
 */
public record EmbeddingSpec(int dimension, Precision precision, Provenance provenance) {

    /** The largest d that a file may have. */
    static final int MAX_DIMENSION = 1 << 20;

    /** Checks the dimension. */
    public EmbeddingSpec {
        Checks.inRange("embeddings.dimension", dimension, 1, MAX_DIMENSION);
    }
}
