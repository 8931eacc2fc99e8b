package org.imprint.classifier.certainty;

import org.imprint.core.Checks;

/**
 * The score below which an answer with a class is taken for none of the classes.
 *
 * @param value finite
 * @param borrowed whether it comes from the examples of all classes, as too few are answered with this class for α
 */
public record Threshold(double value, boolean borrowed) {

    /** Checks that it is finite. */
    public Threshold {
        Checks.require(Double.isFinite(value), "threshold must be finite", value);
    }
}
