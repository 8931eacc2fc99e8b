package org.imprint.serve.protocol;

import java.util.List;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.model.GivenImage;

/** What a request asks about. */
sealed interface InferInput {

    /** Returns n. */
    int size();

    /** Images, each called by its place in the tensor. */
    record Images(List<GivenImage> images) implements InferInput {
        @Override
        public int size() {
            return images.size();
        }
    }

    /** Embeddings [n, d], all finite. */
    record Embeddings(FloatMatrix rows) implements InferInput {
        @Override
        public int size() {
            return rows.rows();
        }
    }
}
