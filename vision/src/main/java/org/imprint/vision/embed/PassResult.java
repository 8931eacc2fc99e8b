package org.imprint.vision.embed;

import java.util.List;
import java.util.Optional;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.embed.pipeline.SizeRange;

/**
 * What a pass has done.
 *
 * @param targets one for each target, in their order
 * @param sizes sizes of the images that were decoded; empty if there was nothing to do
 * @param skipped images that are in none of the files, in the order of the samples
 */
public record PassResult(List<Outcome> targets, Optional<SizeRange> sizes, List<BadImage> skipped) {

    /** Copies the lists. */
    public PassResult {
        targets = List.copyOf(targets);
        skipped = List.copyOf(skipped);
    }

    /** Returns the skipped images as something that was left out. */
    public LeftOut leftOut() {
        return new LeftOut(skipped.stream().map(BadImage::leftOut).toList());
    }

    /**
     * What became of one target. Its file is whole.
     *
     * @param target the backbone and the file
     * @param earlier rows that were there before
     * @param fresh rows that this pass has computed
     * @param written whether the file was not whole before
     */
    public record Outcome(Target target, int earlier, int fresh, boolean written) {}
}
