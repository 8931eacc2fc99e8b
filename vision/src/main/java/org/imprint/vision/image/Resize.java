package org.imprint.vision.image;

import org.imprint.core.Checks;

/** The size an image is resampled to before the crop. */
public sealed interface Resize {

    /** The largest side that can be asked for. */
    int MAX_SIDE = 4096;

    /** Returns the new size of an image of the given size. */
    Size apply(Size image);

    /** Leaves the image as it is. */
    record None() implements Resize {
        @Override
        public Size apply(Size image) {
            return image;
        }
    }

    /**
     * Brings the shorter side to a length and keeps the aspect: torchvision's {@code Resize(int)}.
     *
     * <p>The longer side becomes ⌊side · long / short⌋; an image whose shorter side fits already is not resampled.
     *
     * @param side in [1, 4096]
     */
    record ShorterSide(int side) implements Resize {
        /** Checks the side. */
        public ShorterSide {
            Checks.inRange("resize side", side, 1, MAX_SIDE);
        }

        @Override
        public Size apply(Size image) {
            boolean tall = image.width() <= image.height();
            int shorter = tall ? image.width() : image.height();
            int longer = tall ? image.height() : image.width();
            if (shorter == side) {
                return image;
            }
            // Divided in double and truncated, as the original does; 2³¹ · 4096 is exact in a double.
            int other = (int) ((double) side * longer / shorter);
            return tall ? new Size(other, side) : new Size(side, other);
        }
    }

    /**
     * Brings the image to a size and gives up the aspect: torchvision's {@code Resize([h, w])}.
     *
     * @param height in [1, 4096]
     * @param width in [1, 4096]
     */
    record Exact(int height, int width) implements Resize {
        /** Checks both sides. */
        public Exact {
            Checks.inRange("resize height", height, 1, MAX_SIDE);
            Checks.inRange("resize width", width, 1, MAX_SIDE);
        }

        @Override
        public Size apply(Size image) {
            return new Size(height, width);
        }
    }
}
