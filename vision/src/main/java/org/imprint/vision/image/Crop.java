package org.imprint.vision.image;

import org.imprint.core.Checks;

/** The part of the resized image that the backbone sees. */
public sealed interface Crop {

    /** Keeps the whole image. */
    record None() implements Crop {}

    /**
     * Keeps the centre; where the crop is larger than the image, zeros (black) are padded around it.
     *
     * @param height in [1, 4096]
     * @param width in [1, 4096]
     * @param rounding where the crop starts when the margin is odd
     */
    record Centre(int height, int width, CropRounding rounding) implements Crop {
        /** Checks both sides. */
        public Centre {
            Checks.inRange("crop height", height, 1, Resize.MAX_SIDE);
            Checks.inRange("crop width", width, 1, Resize.MAX_SIDE);
        }

        /** Returns torchvision's {@code CenterCrop(side)}. */
        public static Centre square(int side) {
            return new Centre(side, side, CropRounding.HALF_EVEN);
        }
    }
}
