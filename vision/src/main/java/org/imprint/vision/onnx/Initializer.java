package org.imprint.vision.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.checkpoint.Tensor;

/**
 * A constant tensor of a graph whose elements are produced only while the file is written.
 *
 * @param header name, type and shape, without elements
 * @param bytes how many the elements take
 * @param payload writes them, row-major, little-endian
 */
public record Initializer(OnnxMl.TensorProto header, long bytes, Payload payload) {

    /** Produces elements. */
    public interface Payload {
        /** Writes all of them, row-major, little-endian. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Takes the elements of a view of the checkpoint, as float32. */
    public static Initializer of(String name, Tensor tensor) {
        return new Initializer(
                header(name, OnnxMl.TensorProto.DataType.FLOAT, tensor.shape()),
                tensor.numel() * Float.BYTES,
                tensor::writeFloats);
    }

    /** Takes computed elements. */
    public static Initializer of(String name, List<Long> shape, float[] values) {
        return new Initializer(
                header(name, OnnxMl.TensorProto.DataType.FLOAT, shape), (long) values.length * Float.BYTES, out -> {
                    ByteBuffer buffer =
                            ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    buffer.asFloatBuffer().put(values);
                    out.write(buffer.array());
                });
    }

    /** Takes integers. */
    public static Initializer of(String name, List<Long> shape, long[] values) {
        return new Initializer(
                header(name, OnnxMl.TensorProto.DataType.INT64, shape), (long) values.length * Long.BYTES, out -> {
                    ByteBuffer buffer =
                            ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    buffer.asLongBuffer().put(values);
                    out.write(buffer.array());
                });
    }

    /** Takes computed elements in double. */
    public static Initializer of(String name, List<Long> shape, double[] values) {
        return new Initializer(
                header(name, OnnxMl.TensorProto.DataType.DOUBLE, shape), (long) values.length * Double.BYTES, out -> {
                    ByteBuffer buffer =
                            ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    buffer.asDoubleBuffer().put(values);
                    out.write(buffer.array());
                });
    }

    /** Takes rows of a matrix [rows, cols] as they lie in memory; a few of them are copied at a time. */
    public static Initializer of(String name, FloatMatrix matrix) {
        List<Long> shape = List.of((long) matrix.rows(), (long) matrix.cols());
        long bytes = (long) matrix.rows() * matrix.cols() * Float.BYTES;
        return new Initializer(header(name, OnnxMl.TensorProto.DataType.FLOAT, shape), bytes, out -> {
            ByteBuffer buffer = ByteBuffer.allocate(matrix.cols() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < matrix.rows(); i++) {
                buffer.asFloatBuffer().put(matrix.data(), matrix.offset(i), matrix.cols());
                out.write(buffer.array());
            }
        });
    }

    /** Takes a tensor of another model as it is; its elements must lie in {@code raw_data}. */
    public static Initializer of(OnnxMl.TensorProto tensor) {
        ByteString elements = tensor.getRawData();
        return new Initializer(tensor.toBuilder().clearRawData().build(), elements.size(), elements::writeTo);
    }

    private static OnnxMl.TensorProto header(String name, OnnxMl.TensorProto.DataType type, List<Long> shape) {
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .build();
    }
}
