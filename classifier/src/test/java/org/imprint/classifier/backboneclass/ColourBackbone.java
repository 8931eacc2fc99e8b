package org.imprint.classifier.backboneclass;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.matrix.Half;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;

/**
 * A backbone whose embedding is the mean colour of an image, less grey, and which knows red, green and blue from training; its linear
 * layer is written in one of the ways that such layers are.
 */
public final class ColourBackbone {

    /** Weights [4, 3] of red, green, blue and another red, as long as none is. */
    static final float[][] WEIGHTS = {{2, -1, -1.5f}, {-0.5f, 1, -0.5f}, {-3, -3, 6}, {1, -0.25f, -0.5f}};

    static final float[] BIAS = {0.25f, -0.5f, 0.125f, 0};
    static final int SIDE = 8;

    /** How the linear layer is written. */
    enum Layer {
        GEMM,
        GEMM_TRANSPOSED,
        MATMUL_ADD,
        MATMUL,
        HALF,
        QUANTISED,
        SOFTMAX,
        HIDDEN,
        NONE
    }

    private final OnnxMl.GraphProto.Builder graph =
            OnnxMl.GraphProto.newBuilder().setName("colours");
    private final Map<String, String> metadata = new TreeMap<>();
    private final Layer layer;

    private ColourBackbone(Layer layer) {
        this.layer = layer;
        graph.addInput(value("pixels", -1, 3, SIDE, SIDE));
        graph.addOutput(value("embedding", -1, 3));
        node("GlobalAveragePool", "mean", "pixels");
        node("Flatten", "colour", "mean");
        tensor("grey", new float[] {0.5f, 0.5f, 0.5f}, 3);
        node("Sub", "embedding", "colour", "grey");
        if (layer != Layer.NONE) {
            graph.addOutput(value("logits", -1, WEIGHTS.length));
            linear();
        }
    }

    static ColourBackbone of(Layer layer) {
        return new ColourBackbone(layer);
    }

    /** Returns the backbone with a plain layer and the names of its classes. */
    public static Backbone named() {
        return of(Layer.GEMM_TRANSPOSED)
                .with("names", "{0: 'red', 1: 'green', 2: 'blue', 3: 'orange'}")
                .open("embedding", 3);
    }

    ColourBackbone with(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    Backbone open(String output, int dimension) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        metadata.forEach((k, v) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(k).setValue(v)));
        String json =
                "{\"schema\": 1, \"resize\": [" + SIDE + ", " + SIDE + "], \"mean\": [0, 0, 0], \"std\": [1, 1, 1], "
                        + "\"output\": \"" + output + "\", \"dimension\": " + dimension + "}";
        return Backbone.open(
                "colours.onnx", model.build().toByteArray(), BackboneDescriptor.parse("colours.json", "colours", json));
    }

    private void linear() {
        int classes = WEIGHTS.length;
        tensor("b", BIAS, classes);
        switch (layer) {
            case GEMM -> {
                tensor("w", columns(), 3, classes);
                node("Dropout", "same", "embedding");
                node("Gemm", "logits", "same", "w", "b");
            }
            case GEMM_TRANSPOSED, SOFTMAX -> {
                tensor("w", rows(), classes, 3);
                String out = layer == Layer.SOFTMAX ? "sums" : "logits";
                attribute(node("Gemm", out, "embedding", "w", "b"), "transB", 1);
                if (layer == Layer.SOFTMAX) {
                    node("Softmax", "logits", out);
                }
            }
            case MATMUL_ADD -> {
                tensor("w", columns(), 3, classes);
                node("MatMul", "product", "embedding", "w");
                node("Add", "logits", "b", "product");
            }
            case MATMUL -> {
                tensor("w", rows(), classes, 3);
                node("Transpose", "turned", "w");
                node("MatMul", "logits", "embedding", "turned");
            }
            case HALF -> {
                half("w", columns(), 3, classes);
                attribute(node("Cast", "wide", "w"), "to", OnnxMl.TensorProto.DataType.FLOAT_VALUE);
                node("Gemm", "logits", "embedding", "wide", "b");
            }
            case QUANTISED -> {
                bytes("q", new byte[] {8, -4, -6, -2, 4, -2, -12, -12, 24, 4, -1, -2}, classes, 3);
                tensor("s", new float[] {0.25f, 0.25f, 0.25f, 0.25f}, classes);
                attribute(node("DequantizeLinear", "w", "q", "s"), "axis", 0);
                attribute(node("Gemm", "logits", "embedding", "w", "b"), "transB", 1);
            }
            case HIDDEN -> {
                tensor("w", columns(), 3, classes);
                tensor("v", new float[classes * classes], classes, classes);
                node("MatMul", "first", "embedding", "w");
                node("Relu", "hidden", "first");
                node("MatMul", "logits", "hidden", "v");
            }
            case NONE -> throw new IllegalStateException("there is no layer");
        }
    }

    private static float[] rows() {
        float[] all = new float[WEIGHTS.length * 3];
        for (int i = 0; i < all.length; i++) {
            all[i] = WEIGHTS[i / 3][i % 3];
        }
        return all;
    }

    private static float[] columns() {
        float[] all = new float[WEIGHTS.length * 3];
        for (int i = 0; i < all.length; i++) {
            all[i] = WEIGHTS[i % WEIGHTS.length][i / WEIGHTS.length];
        }
        return all;
    }

    private int node(String type, String output, String... inputs) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputs))
                .addOutput(output));
        return graph.getNodeCount() - 1;
    }

    private void attribute(int node, String name, int value) {
        graph.getNodeBuilder(node)
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName(name)
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(value));
    }

    private void tensor(String name, float[] values, long... shape) {
        OnnxMl.TensorProto.Builder tensor = header(name, OnnxMl.TensorProto.DataType.FLOAT, shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
    }

    private void half(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putShort(Half.of(value));
        }
        graph.addInitializer(
                header(name, OnnxMl.TensorProto.DataType.FLOAT16, shape).setRawData(ByteString.copyFrom(raw.array())));
    }

    private void bytes(String name, byte[] values, long... shape) {
        graph.addInitializer(
                header(name, OnnxMl.TensorProto.DataType.INT8, shape).setRawData(ByteString.copyFrom(values)));
    }

    private static OnnxMl.TensorProto.Builder header(String name, OnnxMl.TensorProto.DataType type, long[] shape) {
        List<Long> dims = new ArrayList<>(
                IntStream.range(0, shape.length).mapToObj(i -> shape[i]).toList());
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(dims);
    }

    private static OnnxMl.ValueInfoProto value(String name, long... shape) {
        OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
        for (long side : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder dim = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            dims.addDim(side > 0 ? dim.setDimValue(side) : dim.setDimParam("N"));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                                .setShape(dims)))
                .build();
    }
}
