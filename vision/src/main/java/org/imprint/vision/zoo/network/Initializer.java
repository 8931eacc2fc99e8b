package org.imprint.vision.zoo.network;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.imprint.vision.checkpoint.Tensor;

/** A constant tensor of a graph whose elements are produced only while the file is written. */
record Initializer(OnnxMl.TensorProto header, long bytes, Payload payload) {

    /** Writes the elements, row-major, little-endian. */
    interface Payload {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Takes the elements of a view of the checkpoint, as float32. */
    static Initializer of(String name, Tensor tensor) {
        return new Initializer(
                header(name, OnnxMl.TensorProto.DataType.FLOAT, tensor.shape()),
                tensor.numel() * Float.BYTES,
                tensor::writeFloats);
    }

    /** Takes computed elements. */
    static Initializer of(String name, List<Long> shape, float[] values) {
        return new Initializer(
                header(name, OnnxMl.TensorProto.DataType.FLOAT, shape), (long) values.length * Float.BYTES, out -> {
                    ByteBuffer buffer =
                            ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    buffer.asFloatBuffer().put(values);
                    out.write(buffer.array());
                });
    }

    /** Takes integers. */
    static Initializer of(String name, List<Long> shape, long[] values) {
        return new Initializer(
                header(name, OnnxMl.TensorProto.DataType.INT64, shape), (long) values.length * Long.BYTES, out -> {
                    ByteBuffer buffer =
                            ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    buffer.asLongBuffer().put(values);
                    out.write(buffer.array());
                });
    }

    private static OnnxMl.TensorProto header(String name, OnnxMl.TensorProto.DataType type, List<Long> shape) {
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .build();
    }
}
