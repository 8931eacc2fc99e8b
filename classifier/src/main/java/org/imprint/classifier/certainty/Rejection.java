package org.imprint.classifier.certainty;

import java.util.Optional;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.unknown.KnownScore;

/**
 * When an answer is taken for none of the classes.
 *
 * @param alpha α, the share of images of known classes for which that may be wrong, in (0, 0.5]
 * @param score what is held against the threshold; empty if it is to be found by leaving out one class after the other
 */
public record Rejection(double alpha, Optional<KnownScore> score) {

    /** α unless told otherwise. */
    public static final double STANDARD_ALPHA = 0.05;

    /** Checks α. */
    public Rejection {
        RejectThresholds.checkedRate(alpha);
    }

    /** Returns a rejection whose score is to be found. */
    public static Rejection of(double alpha) {
        return new Rejection(alpha, Optional.empty());
    }
}
