package org.imprint.vision.image;

/**
 * The first pass: each target column is a weighted sum of source columns.
 *
 * <p>Two rows are worked on at once, one in each half of a long: one multiplication serves both. The halves are exact:
 * a sum of products has at most 31 bits, and what a negative lower half borrows from the upper is given back at the end.
 */
final class HorizontalPass {

    private static final long HALVES = (long) Coefficients.HALF << 32 | Coefficients.HALF;

    private final Pixels image;
    private final Coefficients columns;
    private final Window window;

    private HorizontalPass(Pixels image, Coefficients columns, Window window) {
        this.image = image;
        this.columns = columns;
        this.window = window;
    }

    /** Returns the pass over the rows of a window whose columns count in the target's width. */
    static HorizontalPass of(Pixels image, int width, Window window, Interpolation interpolation) {
        Coefficients columns = Coefficients.of(new Coefficients.Axis(
                image.width(), width, interpolation, window.left(), window.left() + window.width()));
        return new HorizontalPass(image, columns, window);
    }

    /** Returns the target rows as ints in [0, 255], for the second pass. */
    int[][] ints() {
        int[][] rows = new int[window.height()][window.width() * image.channels()];
        long[] pair = new long[(columns.sourceTo() - columns.sourceFrom()) * image.channels()];
        for (int y = 0; y < rows.length; y += 2) {
            // A last odd row is worked on twice, into the same place.
            int other = Math.min(y + 1, rows.length - 1);
            load(window.top() + y, window.top() + other, pair);
            if (image.channels() == 3) {
                three(pair, rows[y], rows[other]);
            } else {
                one(pair, rows[y], rows[other]);
            }
            VerticalPass.clamp(rows[y]);
            if (other != y) {
                VerticalPass.clamp(rows[other]);
            }
        }
        return rows;
    }

    /** Returns the target rows as an image, when there is no second pass. */
    Pixels bytes() {
        int stride = window.width() * image.channels();
        byte[] bytes = new byte[stride * window.height()];
        int[][] rows = ints();
        for (int y = 0; y < rows.length; y++) {
            VerticalPass.narrow(rows[y], bytes, y * stride);
        }
        return new Pixels(window.width(), window.height(), image.channels(), bytes);
    }

    private void load(int upper, int lower, long[] pair) {
        byte[] in = image.bytes();
        int from = columns.sourceFrom() * image.channels();
        int a = upper * image.width() * image.channels() + from;
        int b = lower * image.width() * image.channels() + from;
        for (int i = 0; i < pair.length; i++) {
            pair[i] = (in[a + i] & 0xffL) | (in[b + i] & 0xffL) << 32;
        }
    }

    private void three(long[] pair, int[] upper, int[] lower) {
        int[] weights = columns.weights();
        int origin = columns.sourceFrom();
        for (int x = 0; x < columns.length(); x++) {
            long red = HALVES;
            long green = HALVES;
            long blue = HALVES;
            int source = 3 * (columns.first(x) - origin);
            int end = columns.offset(x) + columns.taps(x);
            for (int w = columns.offset(x); w < end; w++, source += 3) {
                long weight = weights[w];
                red += pair[source] * weight;
                green += pair[source + 1] * weight;
                blue += pair[source + 2] * weight;
            }
            upper[3 * x] = (int) red;
            upper[3 * x + 1] = (int) green;
            upper[3 * x + 2] = (int) blue;
            lower[3 * x] = high(red);
            lower[3 * x + 1] = high(green);
            lower[3 * x + 2] = high(blue);
        }
    }

    private void one(long[] pair, int[] upper, int[] lower) {
        int[] weights = columns.weights();
        int origin = columns.sourceFrom();
        for (int x = 0; x < columns.length(); x++) {
            long grey = HALVES;
            int source = columns.first(x) - origin;
            int end = columns.offset(x) + columns.taps(x);
            for (int w = columns.offset(x); w < end; w++, source++) {
                grey += pair[source] * weights[w];
            }
            upper[x] = (int) grey;
            lower[x] = high(grey);
        }
    }

    private static int high(long sums) {
        return (int) (sums - (int) sums >> 32);
    }
}
