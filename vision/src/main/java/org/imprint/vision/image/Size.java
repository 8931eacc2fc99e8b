package org.imprint.vision.image;

import org.imprint.core.Checks;

/**
 * Height and width in pixels, in torchvision's order [h, w].
 *
 * @param height in [1, 2³¹)
 * @param width in [1, 2³¹)
 */
public record Size(int height, int width) {

    /** Checks both sides. */
    public Size {
        Checks.inRange("image height", height, 1, Integer.MAX_VALUE);
        Checks.inRange("image width", width, 1, Integer.MAX_VALUE);
    }

    /** Returns a square. */
    public static Size square(int side) {
        return new Size(side, side);
    }

    /** Returns the size of an image. */
    public static Size of(RgbImage image) {
        return new Size(image.height(), image.width());
    }
}
