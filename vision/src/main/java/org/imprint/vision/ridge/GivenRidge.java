package org.imprint.vision.ridge;

import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * A ridge λ that somebody gave, written {@code VALUE} or {@code BACKBONE=VALUE}.
 *
 * @param backbone whose embeddings it is for; empty: everybody's that has none of its own
 * @param lambda λ, finite and &gt; 0, in units of squared embedding norm
 */
public record GivenRidge(Optional<String> backbone, double lambda) {

    /** Checks the range. */
    public GivenRidge {
        Checks.positive("--lambda", lambda);
    }

    /**
     * Reads {@code 0.01} or {@code resnet18=0.01}; the name of a backbone may have a {@code =} itself.
     *
     * @throws ImprintException if it is neither, or λ is not finite and &gt; 0
     */
    public static GivenRidge parse(String text) {
        int equals = text.lastIndexOf('=');
        String value = text.substring(equals + 1);
        try {
            Optional<String> backbone = equals < 0 ? Optional.empty() : Optional.of(text.substring(0, equals));
            return new GivenRidge(backbone, Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw new ImprintException("--lambda must be [BACKBONE=]VALUE such as 0.01, was '" + text + "'", e);
        }
    }

    /** Returns the text that {@link #parse} reads. */
    @Override
    public String toString() {
        return backbone.map(b -> b + "=").orElse("") + lambda;
    }
}
