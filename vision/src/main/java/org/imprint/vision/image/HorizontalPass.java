package org.imprint.vision.image;

/**
 * The first pass: each target column is a weighted sum of source columns.
 *
 * <p>Two rows are worked on at once, one in each half of a long: one multiplication serves both. The halves are exact:
 * a sum of products has at most 31 bits, and what a negative lower half borrows from the upper is given back at the end.
 * Taps are filled up with zero weights to groups of three, so that the usual three (shrinking by less than a half,
 * bilinear) need no inner loop.
 */
final class HorizontalPass {

    private static final int GROUP = 3;
    private static final long HALVES = (long) Coefficients.HALF << 32 | Coefficients.HALF;

    private final Pixels image;
    private final Coefficients columns;
    private final Window window;
    private final int taps;
    private final int[] weights;

    private HorizontalPass(Pixels image, Coefficients columns, Window window) {
        this.image = image;
        this.columns = columns;
        this.window = window;
        int most = 0;
        for (int x = 0; x < columns.length(); x++) {
            most = Math.max(most, columns.taps(x));
        }
        this.taps = (most + GROUP - 1) / GROUP * GROUP;
        this.weights = new int[columns.length() * taps];
        for (int x = 0; x < columns.length(); x++) {
            System.arraycopy(columns.weights(), columns.offset(x), weights, x * taps, columns.taps(x));
        }
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
        // Zero weights may reach beyond the last column.
        long[] pair = new long[(columns.sourceTo() - columns.sourceFrom() + taps) * image.channels()];
        for (int y = 0; y < rows.length; y += 2) {
            // A last odd row is worked on twice, into the same place.
            int other = Math.min(y + 1, rows.length - 1);
            load(window.top() + y, window.top() + other, pair);
            if (image.channels() == 3 && taps == GROUP) {
                threeByThree(pair, rows[y], rows[other]);
            } else if (image.channels() == 3) {
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
        int length = (columns.sourceTo() - columns.sourceFrom()) * image.channels();
        for (int i = 0; i < length; i++) {
            pair[i] = (in[a + i] & 0xffL) | (in[b + i] & 0xffL) << 32;
        }
    }

    private void threeByThree(long[] pair, int[] upper, int[] lower) {
        for (int x = 0; x < columns.length(); x++) {
            int s = 3 * (columns.first(x) - columns.sourceFrom());
            long a = weights[3 * x];
            long b = weights[3 * x + 1];
            long c = weights[3 * x + 2];
            long red = HALVES + pair[s] * a + pair[s + 3] * b + pair[s + 6] * c;
            long green = HALVES + pair[s + 1] * a + pair[s + 4] * b + pair[s + 7] * c;
            long blue = HALVES + pair[s + 2] * a + pair[s + 5] * b + pair[s + 8] * c;
            store(x, red, green, blue, upper, lower);
        }
    }

    private void three(long[] pair, int[] upper, int[] lower) {
        for (int x = 0; x < columns.length(); x++) {
            long red = HALVES;
            long green = HALVES;
            long blue = HALVES;
            int s = 3 * (columns.first(x) - columns.sourceFrom());
            int end = (x + 1) * taps;
            for (int w = x * taps; w < end; w += GROUP, s += 3 * GROUP) {
                long a = weights[w];
                long b = weights[w + 1];
                long c = weights[w + 2];
                red += pair[s] * a + pair[s + 3] * b + pair[s + 6] * c;
                green += pair[s + 1] * a + pair[s + 4] * b + pair[s + 7] * c;
                blue += pair[s + 2] * a + pair[s + 5] * b + pair[s + 8] * c;
            }
            store(x, red, green, blue, upper, lower);
        }
    }

    private static void store(int x, long red, long green, long blue, int[] upper, int[] lower) {
        upper[3 * x] = (int) red;
        upper[3 * x + 1] = (int) green;
        upper[3 * x + 2] = (int) blue;
        lower[3 * x] = high(red);
        lower[3 * x + 1] = high(green);
        lower[3 * x + 2] = high(blue);
    }

    private void one(long[] pair, int[] upper, int[] lower) {
        for (int x = 0; x < columns.length(); x++) {
            long grey = HALVES;
            int s = columns.first(x) - columns.sourceFrom();
            int end = (x + 1) * taps;
            for (int w = x * taps; w < end; w += GROUP, s += GROUP) {
                grey += pair[s] * weights[w] + pair[s + 1] * weights[w + 1] + pair[s + 2] * weights[w + 2];
            }
            upper[x] = (int) grey;
            lower[x] = high(grey);
        }
    }

    private static int high(long sums) {
        return (int) (sums - (int) sums >> 32);
    }
}
