package org.imprint.vision.zoo.network;

/**
 * A square two-dimensional convolution with weight [out, in / groups, kernel, kernel] and equal padding on all sides.
 *
 * @param in input channels
 * @param out output channels
 * @param kernel side of the kernel
 * @param stride step in both directions
 * @param pad zeros added on each side
 * @param groups 1, or {@code in} for a depthwise convolution
 * @param biased whether there is a bias [out]
 */
public record Conv(int in, int out, int kernel, int stride, int pad, int groups, boolean biased) {

    /** Returns a convolution of stride 1 without padding, groups or bias. */
    public static Conv of(int in, int out, int kernel) {
        return new Conv(in, out, kernel, 1, 0, 1, false);
    }

    /** Returns the same with another stride. */
    public Conv withStride(int newStride) {
        return new Conv(in, out, kernel, newStride, pad, groups, biased);
    }

    /** Returns the same with other padding. */
    public Conv withPad(int newPad) {
        return new Conv(in, out, kernel, stride, newPad, groups, biased);
    }

    /** Returns the same with one group per input channel. */
    public Conv depthwise() {
        return new Conv(in, out, kernel, stride, pad, in, biased);
    }

    /** Returns the same with a bias. */
    public Conv withBias() {
        return new Conv(in, out, kernel, stride, pad, groups, true);
    }
}
