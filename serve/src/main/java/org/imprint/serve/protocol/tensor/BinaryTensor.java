package org.imprint.serve.protocol.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.matrix.Half;
import org.imprint.serve.http.HttpProblem;

/**
 * The data of a tensor as they stand behind the JSON: little-endian, row by row, without gaps.
 *
 * @param body holds them
 * @param from where they start
 * @param size how many bytes they are
 */
public record BinaryTensor(String name, TensorType type, TensorShape shape, byte[] body, int from, int size)
        implements TensorSource {

    @Override
    public float[] numbers() {
        requireSize();
        float[] numbers = new float[shape.elements()];
        ByteBuffer bytes = bytes();
        switch (type) {
            case FP32 -> bytes.asFloatBuffer().get(numbers);
            case FP64 -> {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = (float) bytes.getDouble();
                }
            }
            case FP16 -> {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Half.toFloat(bytes.getShort());
                }
            }
            case BF16 -> {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
                }
            }
            case BOOL, UINT8, BYTES -> throw new IllegalStateException(type + " has no numbers");
        }
        return numbers;
    }

    @Override
    public byte[] octets() {
        requireSize();
        return Arrays.copyOfRange(body, from, from + size);
    }

    private void requireSize() {
        long needed = (long) shape.elements() * type.size();
        if (size != needed) {
            throw new HttpProblem(
                    400,
                    "binary_data_size of " + name + " must be " + needed + " for " + type + " " + shape + ", was "
                            + size);
        }
    }

    @Override
    public List<byte[]> strings() {
        int n = shape.elements();
        if (n > size / TensorType.BYTES.size()) {
            throw new HttpProblem(
                    400,
                    "binary_data_size of " + name + " must have four bytes for the length of each of " + n
                            + " elements, was " + size);
        }
        ByteBuffer bytes = bytes();
        List<byte[]> strings = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            strings.add(string(bytes, i));
        }
        if (bytes.hasRemaining()) {
            throw new HttpProblem(
                    400,
                    name + " must end with its " + n + " elements, was followed by " + bytes.remaining() + " bytes");
        }
        return strings;
    }

    private byte[] string(ByteBuffer bytes, int element) {
        if (bytes.remaining() < Integer.BYTES) {
            throw new HttpProblem(400, name + shape.place(element) + " must have four bytes of length, was cut off");
        }
        long length = Integer.toUnsignedLong(bytes.getInt());
        if (length > bytes.remaining()) {
            throw new HttpProblem(
                    400,
                    "length of " + name + shape.place(element) + " must be at most " + bytes.remaining()
                            + ", as many bytes as are left, was " + length);
        }
        byte[] string = new byte[(int) length];
        bytes.get(string);
        return string;
    }

    private ByteBuffer bytes() {
        return ByteBuffer.wrap(body, from, size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
