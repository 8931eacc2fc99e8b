package org.imprint.classifier.intake;

import java.util.List;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.embed.BadImage;

/**
 * What became of the images that a classifier was given.
 *
 * @param images how many there were
 * @param added how many are examples now that were none before
 * @param computed how many had to be embedded; the others were in the cache, or equal to others
 * @param repeated those that a class has already, or twice over
 * @param shared those that are in another class as well
 * @param bad those that cannot be used, with the reason
 * @param leftOut what lay beside the images and is none
 */
public record Intake(
        int images,
        int added,
        int computed,
        List<SameImage> repeated,
        List<SameImage> shared,
        List<BadImage> bad,
        LeftOut leftOut) {

    /** Copies the lists. */
    public Intake {
        repeated = List.copyOf(repeated);
        shared = List.copyOf(shared);
        bad = List.copyOf(bad);
    }

    /** Returns whether every file is an example now. */
    public boolean isWhole() {
        return added == images && leftOut.isEmpty();
    }
}
