package org.imprint.vision.zoo.network;

import org.imprint.core.Checks;

/**
 * The linear layer behind the embedding: {@code NAME.weight} [classes, d] and {@code NAME.bias} [classes].
 *
 * @param name prefix of its two tensors, such as {@code fc}
 * @param classes number of classes, at least 1
 */
public record Classifier(String name, int classes) {

    /** Checks the number of classes. */
    public Classifier {
        Checks.inRange("classifier.classes", classes, 1, 1 << 20);
    }
}
