package org.imprint.classifier.certainty;

import java.util.Optional;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.unknown.KnownScoreChoice;

/**
 * What leave-one-out found for all classes together; thresholds stand with their classes.
 *
 * @param temperature turns scores into probabilities
 * @param map turns that of an answer into the probability that it is right
 * @param known what is held against the thresholds
 * @param sets the probability from which a class belongs to the set of a prediction; empty if none was found, or none is wanted
 */
public record Calibration(
        Temperature temperature, TopLabelMap map, KnownScoreChoice known, Optional<ConformalThreshold> sets) {

    /** Scores as they are, nothing found. */
    public static final Calibration NONE =
            new Calibration(Temperature.ONE, TopLabelMap.SAME, KnownScoreChoice.NONE, Optional.empty());

    /** Returns a temperature alone. @param temperature T &gt; 0 */
    public static Calibration of(double temperature) {
        return NONE.with(new Temperature(temperature));
    }

    /** Returns this with another temperature. */
    public Calibration with(Temperature other) {
        return new Calibration(other, map, known, sets);
    }

    /** Returns this with another map. */
    public Calibration with(TopLabelMap other) {
        return new Calibration(temperature, other, known, sets);
    }

    /** Returns this with another score held against the thresholds. */
    public Calibration with(KnownScoreChoice other) {
        return new Calibration(temperature, map, other, sets);
    }

    /** Returns this with other sets. */
    public Calibration withSets(Optional<ConformalThreshold> other) {
        return new Calibration(temperature, map, known, other);
    }

    /** Returns the probability of each class, which sum to 1. @param scores finite, of at least one class @param answer its place */
    public double[] probabilities(float[] scores, int answer) {
        return map.probabilities(temperature, scores, answer);
    }
}
