package org.imprint.vision.image;

/**
 * The first pass, row by row: each target column is a weighted sum of source columns.
 *
 * <p>Two rows are worked on at once, one in each half of a long: one multiplication serves both. The halves are exact:
 * a sum of products has at most 31 bits, and what a negative lower half borrows from the upper is given back at the end.
 * Taps are filled up with zero weights to groups of three, so that the usual three (shrinking by less than a half,
 * bilinear) need no inner loop.
 */
final class ResampledRows extends SourceRows {

    private static final int GROUP = 3;
    private static final long HALVES = (long) Coefficients.HALF << 32 | Coefficients.HALF;

    private final Pixels image;
    private final Coefficients columns;
    private final int taps;
    private final int[] weights;
    private final long[] pair;

    /**
     * Prepares the rows of a window whose columns count in the target's width.
     *
     * @param kept how many successive rows are needed at a time
     */
    ResampledRows(Pixels image, int width, Window window, Interpolation interpolation, int kept) {
        super(window.top(), window.top() + window.height(), window.width() * image.channels(), kept);
        this.image = image;
        this.columns = Coefficients.of(new Coefficients.Axis(
                image.width(), width, interpolation, window.left(), window.left() + window.width()));
        this.taps = (columns.mostTaps() + GROUP - 1) / GROUP * GROUP;
        this.weights = new int[columns.length() * taps];
        for (int x = 0; x < columns.length(); x++) {
            System.arraycopy(columns.weights(), columns.offset(x), weights, x * taps, columns.taps(x));
        }
        // Zero weights may reach beyond the last column, so the array must too
        this.pair = new long[(columns.sourceTo() - columns.sourceFrom() + taps) * image.channels()];
    }

    @Override
    void make(int y, int other, int[] upper, int[] lower) {
        load(y, other);
        if (image.channels() == 1) {
            one(upper, lower);
        } else if (taps == GROUP) {
            threeByThree(upper, lower);
        } else {
            three(upper, lower);
        }
        VerticalPass.clamp(upper);
        VerticalPass.clamp(lower);
    }

    private void load(int upper, int lower) {
        byte[] in = image.bytes();
        int from = columns.sourceFrom() * image.channels();
        int a = upper * image.width() * image.channels() + from;
        int b = lower * image.width() * image.channels() + from;
        int length = (columns.sourceTo() - columns.sourceFrom()) * image.channels();
        for (int i = 0; i < length; i++) {
            pair[i] = (in[a + i] & 0xffL) | (in[b + i] & 0xffL) << 32;
        }
    }

    private void threeByThree(int[] upper, int[] lower) {
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

    private void three(int[] upper, int[] lower) {
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

    private void one(int[] upper, int[] lower) {
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

    /** A negative lower sum has taken one from the upper half; it is subtracted, which gives the one back, before the shift. */
    private static int high(long sums) {
        return (int) ((sums - (int) sums) >> 32);
    }
}
