package org.imprint.vision.quality;

import org.imprint.core.Checks;
import org.imprint.vision.image.RgbImage;

/** The brightness of each pixel in [0, 255], by Pillow's mode L: (19595 R + 38470 G + 7471 B + 32768) / 65536. */
final class Luminance {

    private static final int LEVELS = 256;

    private final int width;
    private final int height;
    private final byte[] values;

    Luminance(RgbImage image) {
        this.width = image.width();
        this.height = image.height();
        this.values = image.grey();
    }

    /** Returns how many pixels there are of each value, [256]. */
    int[] histogram() {
        int[] counts = new int[LEVELS];
        for (byte v : values) {
            counts[v & 0xff]++;
        }
        return counts;
    }

    /**
     * Returns the least value that at least a share of the pixels does not exceed, as numpy's {@code inverted_cdf}.
     *
     * @param counts as {@link #histogram} gives them
     * @param percent in [1, 100]
     */
    static int percentile(int[] counts, int percent) {
        Checks.inRange("percentile", percent, 1, 100);
        long all = 0;
        for (int c : counts) {
            all += c;
        }
        long sum = counts[0];
        int v = 0;
        while (100 * sum < percent * all) {
            sum += counts[++v];
        }
        return v;
    }

    /** Returns the variance of the values, divided by n. */
    double variance() {
        double sum = 0;
        double squares = 0;
        for (byte b : values) {
            int v = b & 0xff;
            sum += v;
            squares += (double) v * v;
        }
        return variance(sum, squares, values.length);
    }

    /**
     * Returns the variance of the Laplacian, 4 v(x, y) less the four neighbours; at the edge a pixel is its own neighbour, as in scipy's
     * {@code laplace(mode="reflect")}. Exact in integers up to the division.
     */
    double laplacianVariance() {
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < height; y++) {
            int above = Math.max(0, y - 1);
            int below = Math.min(height - 1, y + 1);
            for (int x = 0; x < width; x++) {
                int l = at(Math.max(0, x - 1), y)
                        + at(Math.min(width - 1, x + 1), y)
                        + at(x, above)
                        + at(x, below)
                        - 4 * at(x, y);
                sum += l;
                squares += (double) l * l;
            }
        }
        return variance(sum, squares, values.length);
    }

    private int at(int x, int y) {
        return values[y * width + x] & 0xff;
    }

    static double variance(double sum, double squares, int n) {
        return Math.max(0, squares / n - sum / n * (sum / n));
    }
}
