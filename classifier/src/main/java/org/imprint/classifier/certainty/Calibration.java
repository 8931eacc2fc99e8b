package org.imprint.classifier.certainty;

import java.util.Optional;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.unknown.KnownScore;

/**
 * What leave-one-out found for all classes together; thresholds stand with their classes.
 *
 * @param temperature turns scores into probabilities
 * @param score what is held against the thresholds
 * @param sets the probability from which a class belongs to the set of a prediction; empty if none was found, or none is wanted
 */
public record Calibration(Temperature temperature, KnownScore score, Optional<ConformalThreshold> sets) {

    /** Scores as they are, nothing found. */
    public static final Calibration NONE = new Calibration(Temperature.ONE, KnownScore.PROXY, Optional.empty());

    /** Returns this with another temperature. */
    public Calibration with(Temperature other) {
        return new Calibration(other, score, sets);
    }
}
