package org.imprint.classifier.certainty;

import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.core.Checks;
import org.imprint.core.calibration.ProbabilityMethod;

/**
 * What is asked of a classifier beside its answers.
 *
 * @param rejection when an answer is taken for none of the classes; empty for never
 * @param probabilities how scores become probabilities
 * @param coverage the chance that the set of classes of a prediction is to hold the true one, in (0, 1); empty if no sets are wanted
 */
public record Certainty(Optional<Rejection> rejection, ProbabilityMethod probabilities, OptionalDouble coverage) {

    /** Checks the coverage. */
    public Certainty {
        coverage.ifPresent(c -> Checks.require(c > 0 && c < 1, "coverage must be in (0, 1)", c));
    }

    /** Returns what is asked unless told otherwise. */
    public static Certainty standard() {
        return new Certainty(
                Optional.of(Rejection.of(Rejection.STANDARD_ALPHA)),
                ProbabilityMethod.TEMPERATURE,
                OptionalDouble.empty());
    }

    /** Returns this with another rejection. */
    public Certainty with(Optional<Rejection> other) {
        return new Certainty(other, probabilities, coverage);
    }
}
