package org.imprint.vision.image;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The weights of one axis of a resampling: which source pixels each target pixel mixes, in 22-bit fixed point.
 *
 * <p>Target pixel i (counted from the window's start) is the rounded sum over t in [0, n(i)) of source[first(i) + t] ·
 * weight[offset(i) + t] / 2²². All arithmetic before the last rounding is in double and in a fixed order, so that the
 * weights are the same integers as Pillow's.
 */
final class Coefficients {

    /** Fractional bits of a weight: 32 bits less 8 of the pixel and 2 of headroom for overshoot. */
    static final int PRECISION = 32 - 8 - 2;

    /** One half in the same fixed point: the start of each sum, so that the shift rounds. */
    static final int HALF = 1 << (PRECISION - 1);

    /** A folder of equally sized images asks for the same few tables over and over; larger tables are made anew. */
    private static final AtomicReferenceArray<Coefficients> MEMO = new AtomicReferenceArray<>(64);

    private static final int MEMO_MAX_WEIGHTS = 1 << 14;

    /** What a table depends on: axis lengths, filter and the part [from, to) of the target. */
    record Axis(int in, int out, Interpolation interpolation, int from, int to) {}

    private final Axis axis;
    private final int[] first;
    private final int[] offset;
    private final int[] weights;

    private Coefficients(Axis axis) {
        this.axis = axis;
        int n = axis.to - axis.from;
        first = new int[n];
        offset = new int[n + 1];
        double scale = (double) axis.in / axis.out;
        double filterScale = Math.max(scale, 1);
        double support = axis.interpolation.support() * filterScale;
        double inverse = 1 / filterScale;
        for (int i = 0; i < n; i++) {
            double centre = (axis.from + i + 0.5) * scale;
            first[i] = Math.max((int) (centre - support + 0.5), 0);
            offset[i + 1] = offset[i] + Math.min((int) (centre + support + 0.5), axis.in) - first[i];
        }
        weights = new int[offset[n]];
        double[] raw = new double[(int) Math.ceil(support) * 2 + 1];
        for (int i = 0; i < n; i++) {
            fill(i, (axis.from + i + 0.5) * scale, inverse, raw);
        }
    }

    private void fill(int i, double centre, double inverse, double[] raw) {
        int taps = taps(i);
        double sum = 0;
        for (int t = 0; t < taps; t++) {
            raw[t] = axis.interpolation.weight((t + first[i] - centre + 0.5) * inverse);
            sum += raw[t];
        }
        for (int t = 0; t < taps; t++) {
            double w = sum == 0 ? raw[t] : raw[t] / sum;
            weights[offset[i] + t] = (int) ((w < 0 ? -0.5 : 0.5) + w * (1 << PRECISION));
        }
    }

    /** Returns the table of an axis, from the memo if it is there. */
    static Coefficients of(Axis axis) {
        int slot = Math.floorMod(axis.hashCode(), MEMO.length());
        Coefficients known = MEMO.get(slot);
        if (known != null && known.axis.equals(axis)) {
            return known;
        }
        Coefficients made = new Coefficients(axis);
        if (made.weights.length <= MEMO_MAX_WEIGHTS) {
            MEMO.set(slot, made);
        }
        return made;
    }

    /** Returns the number of target pixels. */
    int length() {
        return first.length;
    }

    /** Returns the first source pixel of target pixel i. */
    int first(int i) {
        return first[i];
    }

    /** Returns the number of source pixels of target pixel i. */
    int taps(int i) {
        return offset[i + 1] - offset[i];
    }

    /** Returns the largest number of source pixels of a target pixel. */
    int mostTaps() {
        int most = 0;
        for (int i = 0; i < first.length; i++) {
            most = Math.max(most, taps(i));
        }
        return most;
    }

    /** Returns where the weights of target pixel i start. */
    int offset(int i) {
        return offset[i];
    }

    /** Returns the shared weights of all target pixels, one after the other. */
    int[] weights() {
        return weights;
    }

    /** Returns the first source pixel that any target pixel needs. */
    int sourceFrom() {
        return first[0];
    }

    /** Returns the source pixel after the last that any target pixel needs. */
    int sourceTo() {
        int last = first.length - 1;
        return first[last] + taps(last);
    }
}
