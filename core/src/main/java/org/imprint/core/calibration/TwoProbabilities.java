package org.imprint.core.calibration;

import org.imprint.core.Checks;

/**
 * Two probabilities of one event, as {@link VennAbers} gives them.
 *
 * @param low p₀, in [0, 1]
 * @param high p₁, in [p₀, 1]
 */
public record TwoProbabilities(double low, double high) {

    /** Checks the ranges. */
    public TwoProbabilities {
        Checks.inRange("lower probability", low, 0, 1);
        Checks.inRange("upper probability", high, low, 1);
    }

    /** Returns p₁ / (1 − p₀ + p₁), between the two. */
    public double merged() {
        return high / (1 - low + high);
    }
}
