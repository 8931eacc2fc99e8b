package org.imprint.serve.protocol.tensor;

import java.util.Arrays;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;

/** Types of the elements of tensors that are taken or given, by the names of the protocol. */
public enum TensorType {
    /** One byte, 0 or 1. */
    BOOL(1),
    /** One byte, in [0, 255]. */
    UINT8(1),
    /** IEEE 754 binary16; in binary form alone. */
    FP16(2),
    /** The upper half of an {@link #FP32}; in binary form alone. */
    BF16(2),
    /** IEEE 754 binary32. */
    FP32(4),
    /** IEEE 754 binary64. */
    FP64(8),
    /** Bytes of any number; in binary form four bytes of length before them. */
    BYTES(4);

    private final int size;

    TensorType(int size) {
        this.size = size;
    }

    /** Returns the bytes of an element in binary form; those of its length alone if it is {@link #BYTES}. */
    public int size() {
        return size;
    }

    /** Returns the type of a name. @throws HttpProblem if it is none of these */
    public static TensorType of(String where, String name) {
        for (TensorType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new HttpProblem(
                400, where + " must be one of " + Arrays.toString(values()) + " here, was " + Told.text(name));
    }
}
