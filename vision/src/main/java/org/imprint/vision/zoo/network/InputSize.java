package org.imprint.vision.zoo.network;

import org.imprint.core.Checks;

/** Height and width of a backbone's input image in pixels, each in [1, 4096]. */
public record InputSize(int height, int width) {

    /** Checks both ranges. */
    public InputSize {
        Checks.inRange("input.height", height, 1, 4096);
        Checks.inRange("input.width", width, 1, 4096);
    }

    /** Returns a square. */
    public static InputSize square(int side) {
        return new InputSize(side, side);
    }
}
