package org.imprint.classifier.cache;

import java.nio.charset.StandardCharsets;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.fetch.Digest;

/**
 * Everything besides the image that an embedding's bits depend on, as far as files can tell; processors may differ in last bits.
 *
 * @param backbone SHA-256 of the model, 64 hexadecimal digits
 * @param output name of the output that is taken; blank for the only one
 * @param preprocessing one line of JSON, equal for equal preprocessing
 * @param runtime version of ONNX Runtime
 * @param dimension d, length of an embedding
 */
public record EmbeddingSpace(String backbone, String output, String preprocessing, String runtime, int dimension) {

    /** Checks the length. */
    public EmbeddingSpace {
        Checks.inRange("embedding length", dimension, 1, 1 << 20);
    }

    /** Returns the space of a backbone's embeddings. */
    public static EmbeddingSpace of(Backbone backbone) {
        return new EmbeddingSpace(
                backbone.sha256Hex(),
                backbone.descriptor().output().orElse(""),
                backbone.descriptor().preprocessingJson(),
                backbone.runtimeVersion(),
                backbone.dimension());
    }

    /** Returns what tells it from all others: the SHA-256 of one line for each part, 64 hexadecimal digits. */
    public String id() {
        String lines = String.join("\n", backbone, output, preprocessing, runtime, Integer.toString(dimension));
        return Digest.of(Digest.Algorithm.SHA256, lines.getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}
