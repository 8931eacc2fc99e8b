package org.imprint.vision.store.hdf5;

import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.FixedPoint;
import java.nio.ByteOrder;

/**
 * Where the bits of an integer lie, as an HDF5 file says it: {@code precision} bits from bit {@code offset} of {@code bytes}
 * bytes; the others are padding.
 */
record IntegerLayout(ByteOrder order, int bytes, boolean signed, int offset, int precision) {

    /** Returns the layout of a type of at most 64 bits. */
    static IntegerLayout of(FixedPoint type) {
        IntegerLayout layout = new IntegerLayout(
                type.getByteOrder(), type.getSize(), type.isSigned(), type.getBitOffset(), type.getBitPrecision());
        boolean fits = layout.bytes >= 1 && layout.bytes <= Long.BYTES && layout.offset >= 0 && layout.precision >= 1;
        if (!fits || layout.offset + layout.precision > 8 * layout.bytes) {
            throw new UnsupportedHdfException("it holds integers of " + layout.precision + " bits in " + layout.bytes
                    + " bytes, which are not read; up to 64 bits are");
        }
        return layout;
    }

    /** Returns whether a value is an {@code int}. */
    boolean isInt(long value) {
        return value == (int) value && (signed || value >= 0);
    }

    /** Returns the integer that some bits mean; an unsigned one of 2^63 or more comes out negative. */
    long value(long bits) {
        long up = bits << Long.SIZE - offset - precision;
        return signed ? up >> Long.SIZE - precision : up >>> Long.SIZE - precision;
    }

    /** Returns the value as text. */
    String text(long value) {
        return signed ? Long.toString(value) : Long.toUnsignedString(value);
    }
}
