package org.imprint.vision.checkpoint.base;

import java.util.Optional;
import org.imprint.core.Named;

/** An element type of a tensor, with its names in the formats; multi-byte elements are little-endian. */
public enum DType implements Named {
    /** IEEE 754 binary32. */
    FLOAT32("float32", "F32", "FloatStorage", 4),
    /** IEEE 754 binary64. */
    FLOAT64("float64", "F64", "DoubleStorage", 8),
    /** IEEE 754 binary16. */
    FLOAT16("float16", "F16", "HalfStorage", 2),
    /** The upper half of a binary32. */
    BFLOAT16("bfloat16", "BF16", "BFloat16Storage", 2),
    /** Signed, 64 bits. */
    INT64("int64", "I64", "LongStorage", 8),
    /** Signed, 32 bits. */
    INT32("int32", "I32", "IntStorage", 4),
    /** Signed, 16 bits. */
    INT16("int16", "I16", "ShortStorage", 2),
    /** Signed, 8 bits. */
    INT8("int8", "I8", "CharStorage", 1),
    /** Unsigned, 8 bits. */
    UINT8("uint8", "U8", "ByteStorage", 1),
    /** One byte, 0 or 1. */
    BOOL("bool", "BOOL", "BoolStorage", 1);

    private final String wireName;
    private final String safetensorsName;
    private final String torchStorage;
    private final int size;

    DType(String wireName, String safetensorsName, String torchStorage, int size) {
        this.wireName = wireName;
        this.safetensorsName = safetensorsName;
        this.torchStorage = torchStorage;
        this.size = size;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns its name in safetensors headers, such as {@code F32}. */
    public String safetensorsName() {
        return safetensorsName;
    }

    /** Returns the bytes of one element: 1, 2, 4 or 8. */
    public int size() {
        return size;
    }

    /** Returns whether elements are floating-point numbers. */
    public boolean isFloating() {
        return ordinal() <= BFLOAT16.ordinal();
    }

    /** Returns the type of this name in safetensors headers, such as {@code F32}; empty if there is none. */
    public static Optional<DType> ofSafetensors(String name) {
        for (DType type : values()) {
            if (type.safetensorsName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the type of a storage class of PyTorch, such as {@code FloatStorage}; empty if there is none. */
    public static Optional<DType> ofTorchStorage(String name) {
        for (DType type : values()) {
            if (type.torchStorage.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
