package org.imprint.vision.zoo;

import java.nio.file.Path;
import org.imprint.core.Checks;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.zoo.network.Architecture;
import org.imprint.vision.zoo.network.Fit;
import org.imprint.vision.zoo.network.InputSize;
import org.imprint.vision.zoo.network.OnnxConverter;
import org.imprint.vision.zoo.network.Outputs;

/** A backbone that can be built from its official weights: what it is, and how it computes. */
public record ZooBackbone(BackboneCard card, Architecture architecture) {

    /** Checks that both speak of the same embedding. */
    public ZooBackbone {
        Checks.require(
                card.dimension() == architecture.dimension(),
                "card.dimension of " + card.name() + " must be " + architecture.dimension(),
                card.dimension());
    }

    /**
     * Writes this backbone with the given weights as an ONNX file for images of the card's size.
     *
     * @see OnnxConverter#convert
     */
    public void convert(StateDict weights, Outputs outputs, Path onnx) {
        OnnxConverter.convert(weights, architecture, card.name(), size(), outputs, onnx);
    }

    /** Returns how well these tensors are those of this backbone, with or without its head. */
    Fit fit(StateDict weights) {
        return OnnxConverter.fit(weights, architecture, size());
    }

    private InputSize size() {
        return new InputSize(card.input().height(), card.input().width());
    }
}
