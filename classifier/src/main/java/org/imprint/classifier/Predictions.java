package org.imprint.classifier;

import java.util.List;
import org.imprint.vision.embed.BadImage;

/**
 * Answers for the images of a source, all by one state.
 *
 * @param samples the places in the source of the images that can be used, ascending
 * @param answers one for each of these
 * @param bad the others, each with the reason
 */
public record Predictions(List<Integer> samples, List<Prediction> answers, List<BadImage> bad) {

    /** Copies the lists. */
    public Predictions {
        samples = List.copyOf(samples);
        answers = List.copyOf(answers);
        bad = List.copyOf(bad);
    }
}
