package org.imprint.serve.protocol.tensor;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imprint.serve.http.HttpProblem;

/** The data of a tensor that is answered, in row-major order. */
public sealed interface TensorData {

    /** Returns the type of the elements. */
    TensorType type();

    /** Writes them as a flat array. @param name of the tensor @throws HttpProblem if JSON cannot hold one */
    void write(String name, JsonGenerator out) throws IOException;

    /** Returns them little-endian, without gaps. */
    byte[] binary();

    /** Numbers. */
    record Numbers(float[] values) implements TensorData {
        @Override
        public TensorType type() {
            return TensorType.FP32;
        }

        @Override
        public void write(String name, JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    throw new HttpProblem(
                            400,
                            name + " has " + value
                                    + " among its numbers, which JSON cannot hold: ask with binary_data");
                }
                out.writeNumber(value);
            }
            out.writeEndArray();
        }

        @Override
        public byte[] binary() {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return bytes.array();
        }
    }

    /** Truths. */
    record Truths(boolean[] values) implements TensorData {
        @Override
        public TensorType type() {
            return TensorType.BOOL;
        }

        @Override
        public void write(String name, JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (boolean value : values) {
                out.writeBoolean(value);
            }
            out.writeEndArray();
        }

        @Override
        public byte[] binary() {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (values[i] ? 1 : 0);
            }
            return bytes;
        }
    }

    /** Texts; in binary form UTF-8, each behind its length in four bytes. */
    record Texts(List<String> values) implements TensorData {
        @Override
        public TensorType type() {
            return TensorType.BYTES;
        }

        @Override
        public void write(String name, JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        }

        @Override
        public byte[] binary() {
            List<byte[]> texts = values.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            int size =
                    texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
            ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            for (byte[] text : texts) {
                bytes.putInt(text.length).put(text);
            }
            return bytes.array();
        }
    }
}
