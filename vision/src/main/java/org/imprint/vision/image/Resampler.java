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

    private Resampler() {}

    /**
     * Returns the image in a new size.
     *
     * @param size at most 100 million pixels
     */
    public static RgbImage resize(RgbImage image, Size size, Interpolation interpolation) {
        Checks.require(
                (long) size.width() * size.height() <= 100_000_000,
                "resized image must have at most 100000000 pixels",
                size.width() + "x" + size.height());
        Pixels result = resample(Pixels.of(image), size, Window.all(size), interpolation);
        return new RgbImage(size.width(), size.height(), result.bytes());
    }

    /** Returns the part {@code window} of the image resized to {@code size}; it costs no more than that part. */
    static Pixels resample(Pixels image, Size size, Window window, Interpolation interpolation) {
        Coefficients rows = Coefficients.of(new Coefficients.Axis(
                image.height(), size.height(), interpolation, window.top(), window.top() + window.height()));
        Coefficients columns = Coefficients.of(new Coefficients.Axis(
                image.width(), size.width(), interpolation, window.left(), window.left() + window.width()));
        boolean tall = image.height() != size.height();
        int from = tall ? rows.sourceFrom() : window.top();
        int to = tall ? rows.sourceTo() : window.top() + window.height();
        Pixels narrow = image.width() != size.width()
                ? horizontal(image, columns, from, to)
                : cut(image, new Window(window.left(), from, window.width(), to - from));
        return tall ? vertical(narrow, rows, from) : narrow;
    }

    private static Pixels horizontal(Pixels image, Coefficients columns, int from, int to) {
        int channels = image.channels();
        int width = columns.length();
        byte[] in = image.bytes();
        byte[] out = new byte[width * (to - from) * channels];
        int[] weights = columns.weights();
        int at = 0;
        for (int y = from; y < to; y++) {
            int row = y * image.width();
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    int sum = Coefficients.HALF;
                    int source = (row + columns.first(x)) * channels + c;
                    int w = columns.offset(x);
                    for (int t = 0; t < columns.taps(x); t++) {
                        sum += (in[source + t * channels] & 0xff) * weights[w + t];
                    }
                    out[at++] = clamp(sum);
                }
            }
        }
        return new Pixels(width, to - from, channels, out);
    }

    private static Pixels vertical(Pixels image, Coefficients rows, int from) {
        int stride = image.width() * image.channels();
        byte[] in = image.bytes();
        byte[] out = new byte[stride * rows.length()];
        int[] weights = rows.weights();
        int[] sums = new int[stride];
        for (int y = 0; y < rows.length(); y++) {
            java.util.Arrays.fill(sums, Coefficients.HALF);
            for (int t = 0; t < rows.taps(y); t++) {
                int weight = weights[rows.offset(y) + t];
                int source = (rows.first(y) - from + t) * stride;
                for (int i = 0; i < stride; i++) {
                    sums[i] += (in[source + i] & 0xff) * weight;
                }
            }
            for (int i = 0; i < stride; i++) {
                out[y * stride + i] = clamp(sums[i]);
            }
        }
        return new Pixels(image.width(), rows.length(), image.channels(), out);
    }

    private static byte clamp(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> Coefficients.PRECISION));
    }

    private static Pixels cut(Pixels image, Window window) {
        if (window.width() == image.width() && window.height() == image.height()) {
            return image;
        }
        int channels = image.channels();
        byte[] out = new byte[window.width() * window.height() * channels];
        for (int y = 0; y < window.height(); y++) {
            System.arraycopy(
                    image.bytes(),
                    ((window.top() + y) * image.width() + window.left()) * channels,
                    out,
                    y * window.width() * channels,
                    window.width() * channels);
        }
        return new Pixels(window.width(), window.height(), channels, out);
    }
}
