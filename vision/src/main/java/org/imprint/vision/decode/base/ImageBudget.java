package org.imprint.vision.decode.base;

import java.time.Duration;
import org.imprint.core.Checks;

/**
 * What one image may cost: the limits that stand between a hostile or broken file and this process.
 *
 * <p>Pixels and bytes are checked before memory is taken for them, time while decoding goes on.
 *
 * @param pixels most pixels of an image, in [1, 700 000 000]
 * @param bytes most bytes of a file, in [1, 2³¹ − 9]
 * @param time most time of decoding one image, positive
 */
public record ImageBudget(int pixels, int bytes, Duration time) {

    /** The longest side of an image, in pixels, whatever the budget. */
    public static final int MAX_SIDE = 65_535;

    /** Pixels of {@link #standard()} where the heap allows them. */
    public static final int STANDARD_PIXELS = 200_000_000;

    /** System property that takes the place of {@link #STANDARD_PIXELS}. */
    public static final String PIXELS_PROPERTY = "imprint.image.pixels";

    /** System property that takes the place of the standard time, in seconds. */
    public static final String SECONDS_PROPERTY = "imprint.image.seconds";

    /** Three channels must fit an array of fewer than 2³¹ bytes. */
    private static final int MOST_PIXELS = 700_000_000;

    private static final int STANDARD_BYTES = 512 << 20;
    private static final int STANDARD_SECONDS = 300;
    /** Samples as decoded and the upright image, at three bytes each, and the file. */
    private static final int HEAP_PER_PIXEL = 8;

    private static final ImageBudget STANDARD = new ImageBudget(
            pixelsWithin(Runtime.getRuntime().maxMemory(), Integer.getInteger(PIXELS_PROPERTY, STANDARD_PIXELS)),
            STANDARD_BYTES,
            Duration.ofSeconds(Integer.getInteger(SECONDS_PROPERTY, STANDARD_SECONDS)));

    /** Checks the limits. */
    public ImageBudget {
        Checks.inRange("image budget of pixels", pixels, 1, MOST_PIXELS);
        Checks.inRange("image budget of bytes", bytes, 1, Integer.MAX_VALUE - 8);
        Checks.require(!time.isNegative() && !time.isZero(), "image budget of time must be positive", time);
    }

    /**
     * Returns the budget of this process: 200 million pixels, fewer in a heap that holds fewer at 8 bytes each; 512 MiB; 300 s.
     */
    public static ImageBudget standard() {
        return STANDARD;
    }

    /** Returns the pixels that are wanted, or as many as fit a heap. */
    static int pixelsWithin(long heap, int wanted) {
        return (int) Math.max(1, Math.min(wanted, heap / HEAP_PER_PIXEL));
    }
}
