package org.imprint.vision.backbone;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Makes ONNX files of one layer, embedding = W · flatten(pixels), small enough to be checked by hand.
 *
 * <p>The public test support of this package: the tests of {@code embed} use it too.
 */
public final class TinyModel {

    private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT_VALUE;

    private TinyModel() {}

    /** Returns the weights of the model made from a seed, [size, d]. */
    public static FloatMatrix weights(int size, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix w = FloatMatrix.zeros(size, dimension);
        for (int i = 0; i < size * dimension; i++) {
            w.data()[i] = (float) random.nextDouble(-1, 1);
        }
        return w;
    }

    /**
     * Returns a model.
     *
     * @param input shape of the input; 0 stands for a free axis
     * @param dimension d
     */
    public static byte[] bytes(long[] input, int dimension, long seed) {
        int size = (int) (input[1] * input[2] * input[3]);
        ByteBuffer raw = ByteBuffer.allocate(size * dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(weights(size, dimension, seed).data());
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("pixels", input))
                .addOutput(value("embedding", new long[] {input[0], dimension}))
                .addInitializer(OnnxMl.TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(FLOAT)
                        .addDims(size)
                        .addDims(dimension)
                        .setRawData(ByteString.copyFrom(raw.array())));
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("Flatten")
                .addInput("pixels")
                .addOutput("flat"));
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("MatMul")
                .addInput("flat")
                .addInput("w")
                .addOutput("embedding"));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto value(String name, long[] shape) {
        OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
        for (long side : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder dim = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            dims.addDim(side > 0 ? dim.setDimValue(side) : dim.setDimParam("N"));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(FLOAT)
                                .setShape(dims)))
                .build();
    }

    /** Returns a descriptor for images of side × side pixels in RGB that are taken as they are, in [0, 1]. */
    public static BackboneDescriptor descriptor(int side, int dimension) {
        return BackboneDescriptor.parse(
                "tiny.json",
                "tiny",
                "{\"schema\": 1, \"resize\": [" + side + ", " + side + "], \"mean\": [0, 0, 0], \"std\": [1, 1, 1], "
                        + "\"dimension\": " + dimension + "}");
    }
}
