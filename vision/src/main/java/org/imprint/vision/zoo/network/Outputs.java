package org.imprint.vision.zoo.network;

/** What a converted backbone gives for a batch of n images. */
public enum Outputs {
    /** {@code embedding} [n, d] alone; the classification head is dropped. */
    EMBEDDING,
    /** {@code embedding} [n, d] and {@code logits} [n, classes] of the classes the backbone was trained on. */
    EMBEDDING_AND_LOGITS
}
