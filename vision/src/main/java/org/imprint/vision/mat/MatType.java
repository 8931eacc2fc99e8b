package org.imprint.vision.mat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How the numbers of a data element are stored. */
enum MatType {
    INT8(1, 1, ByteBuffer::get),
    UINT8(2, 1, b -> b.get() & 0xff),
    INT16(3, 2, ByteBuffer::getShort),
    UINT16(4, 2, b -> b.getShort() & 0xffff),
    INT32(5, 4, ByteBuffer::getInt),
    UINT32(6, 4, b -> b.getInt() & 0xffffffffL),
    SINGLE(7, 4, ByteBuffer::getFloat),
    DOUBLE(9, 8, ByteBuffer::getDouble),
    INT64(12, 8, ByteBuffer::getLong),
    UINT64(13, 8, b -> Double.parseDouble(Long.toUnsignedString(b.getLong()))),
    UTF8(16, 1, b -> b.get() & 0xff),
    UTF16(17, 2, b -> b.getShort() & 0xffff);

    private final int code;
    private final int bytes;
    private final ToDoubleFunction<ByteBuffer> reader;

    MatType(int code, int bytes, ToDoubleFunction<ByteBuffer> reader) {
        this.code = code;
        this.bytes = bytes;
        this.reader = reader;
    }

    static Optional<MatType> of(int code) {
        return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
    }

    int bytes() {
        return bytes;
    }

    double next(ByteBuffer buffer) {
        return reader.applyAsDouble(buffer);
    }
}
