package org.imprint.vision.image;

import org.imprint.core.Checks;

/**
 * Resizes 8-bit images exactly as Pillow's {@code Image.resize} does, to the bit.
 *
 * <p>Two passes, columns first: each target pixel is a weighted sum of source pixels in 22-bit fixed point, rounded and
 * clamped to [0, 255] after each pass. A pass whose length does not change is skipped. Channels do not influence each
 * other. Time O(h · w' · taps + h' · w' · taps), taps = 2 · support · max(1, in / out).
 */
public final class Resampler {

    private static final int MAX_PIXELS = 100_000_000;

    private Resampler() {}

    /**
     * Returns the image in a new size.
     *
     * @param size at most 100 million pixels
     */
    public static RgbImage resize(RgbImage image, Size size, Interpolation interpolation) {
        Checks.require(
                (long) size.width() * size.height() <= MAX_PIXELS,
                "resized image must have at most " + MAX_PIXELS + " pixels",
                size.width() + "x" + size.height());
        Pixels result = resample(Pixels.of(image), size, Window.all(size), interpolation);
        return new RgbImage(size.width(), size.height(), result.bytes());
    }

    /** Returns the part {@code window} of the image resized to {@code size}; it costs no more than that part. */
    static Pixels resample(Pixels image, Size size, Window window, Interpolation interpolation) {
        boolean widthStays = image.width() == size.width();
        if (image.height() == size.height()) {
            return widthStays ? image.cut(window) : horizontal(image, size, window, interpolation);
        }
        Coefficients rows = Coefficients.of(new Coefficients.Axis(
                image.height(), size.height(), interpolation, window.top(), window.top() + window.height()));
        Window needed =
                new Window(window.left(), rows.sourceFrom(), window.width(), rows.sourceTo() - rows.sourceFrom());
        SourceRows source = widthStays
                ? new PlainRows(image, needed, rows.mostTaps())
                : new ResampledRows(image, size.width(), needed, interpolation, rows.mostTaps());
        byte[] result = VerticalPass.run(source, rows);
        return new Pixels(window.width(), window.height(), image.channels(), result);
    }

    private static Pixels horizontal(Pixels image, Size size, Window window, Interpolation interpolation) {
        SourceRows rows = new ResampledRows(image, size.width(), window, interpolation, 1);
        byte[] bytes = new byte[rows.stride() * window.height()];
        for (int y = 0; y < window.height(); y++) {
            VerticalPass.narrow(rows.row(window.top() + y), bytes, y * rows.stride());
        }
        return new Pixels(window.width(), window.height(), image.channels(), bytes);
    }
}
