package org.imprint.lab.sweep;

import java.util.Map;
import java.util.Optional;

/** The ridge λ that the published code has for each of its backbones. */
public final class PublishedLambda {

    private static final Map<String, Double> OF_BACKBONE = Map.of(
            "resnet18", 1e-4,
            "resnet50", 1e-4,
            "vit_b_16", 0.1,
            "swin_b", 0.05,
            "convnextv2-femto", 0.05,
            "convnextv2-femto-1k-224", 0.05);

    private PublishedLambda() {}

    /** Returns λ of a published backbone; empty for any other. */
    public static Optional<Double> of(String backbone) {
        return Optional.ofNullable(OF_BACKBONE.get(backbone));
    }
}
