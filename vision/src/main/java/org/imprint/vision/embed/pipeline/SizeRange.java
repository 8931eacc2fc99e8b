package org.imprint.vision.embed.pipeline;

import java.util.Optional;
import org.imprint.vision.image.RgbImage;

/**
 * How large the images of a source are.
 *
 * @param minWidth the smallest width, pixels
 * @param maxWidth the largest width
 * @param minHeight the smallest height
 * @param maxHeight the largest height
 */
public record SizeRange(int minWidth, int maxWidth, int minHeight, int maxHeight) {

    /** Returns {@code 28x28}, width first, or {@code 300x200..500x375} where the images differ. */
    @Override
    public String toString() {
        String least = minWidth + "x" + minHeight;
        String most = maxWidth + "x" + maxHeight;
        return least.equals(most) ? least : least + ".." + most;
    }

    /** Collects the sizes that several threads see. */
    static final class Builder {
        private SizeRange range = new SizeRange(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 0);

        synchronized void add(RgbImage image) {
            range = new SizeRange(
                    Math.min(range.minWidth, image.width()),
                    Math.max(range.maxWidth, image.width()),
                    Math.min(range.minHeight, image.height()),
                    Math.max(range.maxHeight, image.height()));
        }

        /** Returns the range; empty if there was no image. */
        synchronized Optional<SizeRange> range() {
            return range.maxWidth == 0 ? Optional.empty() : Optional.of(range);
        }
    }
}
