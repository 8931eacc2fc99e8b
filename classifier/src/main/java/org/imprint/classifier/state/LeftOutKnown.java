package org.imprint.classifier.state;

import java.util.stream.IntStream;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.unknown.KnownScoreChoice;

/**
 * What is held against thresholds for each example when it is left out.
 *
 * @param choice which score it is
 * @param scores of each example; NaN where nothing is refused
 * @param answers the place of the class that is answered for each
 * @param classes how many there are
 */
public record LeftOutKnown(KnownScoreChoice choice, float[] scores, int[] answers, int classes) {

    /** Returns the thresholds of a false-reject rate. @param alpha α, in (0, 0.5] */
    public RejectThresholds thresholds(double alpha) {
        return RejectThresholds.of(scores, answers, classes, alpha);
    }

    /** Returns which examples thresholds would refuse. */
    public int[] refused(RejectThresholds thresholds) {
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] < thresholds.value(answers[i]))
                .toArray();
    }
}
