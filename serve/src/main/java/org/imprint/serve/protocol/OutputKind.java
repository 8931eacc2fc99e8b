package org.imprint.serve.protocol;

import java.util.Locale;
import org.imprint.serve.protocol.tensor.TensorType;

/** What a model may be asked for. */
enum OutputKind {
    /** Name of the answered class, [n]. */
    LABEL(TensorType.BYTES),
    /** Score of the answered class, [n]. */
    SCORE(TensorType.FP32),
    /** Probability of the answered class, [n]. */
    PROBABILITY(TensorType.FP32),
    /** Probability of each class, [n, C]. */
    PROBABILITIES(TensorType.FP32),
    /** Whether the answer is taken for none of the classes, [n]. */
    UNKNOWN(TensorType.BOOL),
    /** What is held against the threshold of the answered class, [n]. */
    KNOWN_SCORE(TensorType.FP32),
    /** Names of the classes, in the order of {@link #PROBABILITIES}, [C]. */
    LABELS(TensorType.BYTES);

    private final TensorType type;

    OutputKind(TensorType type) {
        this.type = type;
    }

    /** Returns the name of the tensor. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type of its elements. */
    TensorType type() {
        return type;
    }
}
