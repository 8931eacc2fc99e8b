package org.imprint.core.matrix;

/** IEEE 754 binary16, which Java has conversions for from version 20 on. */
public final class Half {

    private Half() {}

    /** Returns the bits of the half nearest to {@code value}, ties to even; beyond the range infinity, NaN stays NaN. */
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 0x47800000) { // 2^16 and above, infinity too
            return (short) (sign | 0x7c00);
        }
        if (magnitude >= 0x38800000) { // normal halves: drop 13 bits of the mantissa, a carry moves into the exponent
            int rebased = magnitude - (112 << 23);
            return (short) (sign | (rebased + 0xfff + (rebased >>> 13 & 1)) >>> 13);
        }
        // Subnormal halves are multiples of 2^-24; adding 0.5 lets the float unit round to exactly those
        int fraction = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - Float.floatToRawIntBits(0.5f);
        return (short) (sign | fraction);
    }

    /** Returns the value of a half, which is always exact; NaN becomes the NaN with the same leading bits. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int magnitude = (half & 0x7fff) << 13;
        // 112 is the difference of the biases; for subnormal halves the float unit moves the point
        return magnitude >= 0x0f800000
                ? Float.intBitsToFloat(sign | magnitude | 0x7f800000)
                : Float.intBitsToFloat(sign | Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) * 0x1p112f));
    }
}
