package org.imprint.core.eval.probability;

import java.util.Optional;
import org.imprint.core.calibration.ReliabilityDiagram;
import org.imprint.core.eval.Estimate;

/**
 * How good the probabilities of answers are, and the sets of classes if there are any.
 *
 * <p>Log-loss and Brier are means over images, with the normal interval of a mean, cut to [0, ∞) and [0, 2]. The debiased ECE has none: images drawn anew from
 * themselves are farther from their probabilities than the images are, so that no resample tells how far it spreads; the diagram has the
 * interval of each bin in its place.
 *
 * @param n how many answers
 * @param logLoss in nats, as {@link org.imprint.core.calibration.ProperScores}
 * @param brier in [0, 2], as there
 * @param reliability {@value ReliabilityDiagram#BINS} bins, fewer where one would have fewer than {@value ProbabilityTally#LEAST_OF_BIN}
 *     answers
 * @param sets empty where there are no sets
 */
public record ProbabilityFigures(
        long n, Estimate logLoss, Estimate brier, ReliabilityDiagram reliability, Optional<SetFigures> sets) {

    /** Returns the debiased ECE, maybe slightly below 0; NaN without an answer. */
    public double calibrationError() {
        return reliability.debiasedError();
    }
}
