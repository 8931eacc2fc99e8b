package org.imprint.vision.zoo.network;

import org.imprint.vision.onnx.Value;

/**
 * A family of backbones with its sizes fixed: how an image becomes an embedding, and under which names the weights are stored.
 *
 * <p>Implementations are immutable. They describe the computation once; {@link Layers} turns that into nodes and checks each
 * tensor against the state dict on the way.
 */
public interface Architecture {

    /**
     * Adds the path from image to embedding.
     *
     * @param net where layers are added
     * @param image normalised float32 [n, 3, height, width]
     * @param size height and width of {@code image}
     * @return the embedding, float32 [n, d]
     */
    Value embed(Layers net, Value image, InputSize size);

    /** Returns the embedding's dimension d. */
    int dimension();

    /** Returns the classification layer that stands behind the embedding. */
    Classifier classifier();

    /** Returns the name {@link #embed} uses for a tensor that a file may spell in an older way. */
    default String canonicalName(String nameInFile) {
        return nameInFile;
    }

    /** Returns whether a tensor may be present though inference has no use for it. */
    default boolean isUnused(String canonicalName) {
        return false;
    }
}
