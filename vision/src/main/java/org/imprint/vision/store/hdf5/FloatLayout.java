package org.imprint.vision.store.hdf5;

import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteOrder;

/**
 * Where sign, exponent and mantissa of a floating-point number lie, as an HDF5 file says it.
 *
 * <pre>
 *   value = (-1)^sign · 2^(e − bias) · (1 + m / 2^mantissaBits)      0 &lt; e &lt; 2^exponentBits − 1
 *         = (-1)^sign · 2^(1 − bias) · m / 2^mantissaBits            e = 0
 *         = ±infinity, or NaN for m ≠ 0                              e = 2^exponentBits − 1
 * </pre>
 *
 * <p>That covers IEEE 754's 16, 32 and 64 bits, bfloat16 and 8-bit floats in either byte order; each of their values is a double.
 *
 * @param sign position of the sign bit, the lowest being 0
 */
public record FloatLayout(
        ByteOrder order,
        int bytes,
        int sign,
        int exponentAt,
        int exponentBits,
        int mantissaAt,
        int mantissaBits,
        int bias) {

    private static final int IMPLIED_ONE = 2;

    /** Returns the layout of a type, if its values are doubles. */
    static FloatLayout of(FloatingPoint type) {
        FloatLayout layout = new FloatLayout(
                type.getByteOrder(),
                type.getSize(),
                type.getSignLocation(),
                Byte.toUnsignedInt(type.getExponentLocation()),
                Byte.toUnsignedInt(type.getExponentSize()),
                Byte.toUnsignedInt(type.getMantissaLocation()),
                Byte.toUnsignedInt(type.getMantissaSize()),
                type.getExponentBias());
        if (type.getMantissaNormalization() != IMPLIED_ONE || type.getBitOffset() != 0 || !layout.fitsDouble()) {
            throw new UnsupportedHdfException("it holds " + layout.name() + ", which are not read; float16, bfloat16, "
                    + "float32 and float64 are");
        }
        return layout;
    }

    private boolean fitsDouble() {
        int bits = 8 * bytes;
        return bytes >= 1
                && bytes <= Long.BYTES
                && exponentBits >= 1
                && exponentBits <= 11
                && mantissaBits >= 1
                && mantissaBits <= 52
                && sign < bits
                && exponentAt + exponentBits <= bits
                && mantissaAt + mantissaBits <= bits
                && bias >= 0
                && bias <= 2046;
    }

    /** Returns what the layout is called. */
    String name() {
        if (isIeee()) {
            return "float" + 8 * bytes;
        }
        if (sign == 15 && hasFields(7, 8, 0, 7, 127)) {
            return "bfloat16";
        }
        return "floating-point numbers of " + bytes + " bytes with " + exponentBits + " bits of exponent and "
                + mantissaBits + " of mantissa";
    }

    /** Returns whether this is IEEE 754's binary16, binary32 or binary64, in either byte order. */
    public boolean isIeee() {
        return sign == 8 * bytes - 1
                && (bytes == 2 && hasFields(10, 5, 0, 10, 15)
                        || bytes == 4 && hasFields(23, 8, 0, 23, 127)
                        || bytes == 8 && hasFields(52, 11, 0, 52, 1023));
    }

    private boolean hasFields(int exponent, int exponents, int mantissa, int mantissas, int middle) {
        return exponentAt == exponent
                && exponentBits == exponents
                && mantissaAt == mantissa
                && mantissaBits == mantissas
                && bias == middle;
    }

    /** Returns the number that some bits mean. */
    double value(long bits) {
        long e = bits >>> exponentAt & (1L << exponentBits) - 1;
        long m = bits >>> mantissaAt & (1L << mantissaBits) - 1;
        double magnitude;
        if (e == (1L << exponentBits) - 1) {
            magnitude = m == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (e == 0) {
            magnitude = Math.scalb((double) m, 1 - bias - mantissaBits);
        } else {
            magnitude = Math.scalb((double) (m | 1L << mantissaBits), (int) e - bias - mantissaBits);
        }
        return (bits >>> sign & 1) == 0 ? magnitude : -magnitude;
    }
}
