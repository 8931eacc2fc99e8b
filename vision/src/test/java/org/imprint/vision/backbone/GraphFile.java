package org.imprint.vision.backbone;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/** Small ONNX graphs with faults, pixels [N, 3, 8, 8] to embedding [N, 192]. */
public final class GraphFile {

    private GraphFile() {}

    /** Returns flatten(pixels) · factor. */
    public static byte[] scaled(float factor) {
        return model(graph().addNode(node("Flatten", "flat", "pixels"))
                .addNode(node("Mul", "embedding", "flat", "factor"))
                .addInitializer(scalar(factor)));
    }

    /** Returns flatten(pixels) minus its mean over the batch. */
    public static byte[] batchCentred() {
        NodeProto.Builder mean = node("ReduceMean", "mean", "flat");
        mean.addAttribute(OnnxMl.AttributeProto.newBuilder()
                .setName("axes")
                .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                .addInts(0));
        return model(graph().addNode(node("Flatten", "flat", "pixels"))
                .addNode(mean)
                .addNode(node("Sub", "embedding", "flat", "mean")));
    }

    /** Returns a graph whose weight lies in another file. */
    public static byte[] external(String location) {
        TensorProto.Builder weight = TensorProto.newBuilder()
                .setName("factor")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue(location));
        return model(graph().addNode(node("Flatten", "flat", "pixels"))
                .addNode(node("Mul", "embedding", "flat", "factor"))
                .addInitializer(weight));
    }

    /** Returns a graph with such a weight inside a constant of a branch. */
    public static byte[] hiddenExternal(String location) {
        TensorProto.Builder value = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue(location));
        NodeProto.Builder constant = node("Constant", "c");
        constant.addAttribute(
                OnnxMl.AttributeProto.newBuilder().setName("value").setT(value));
        NodeProto.Builder branch = node("If", "embedding", "pixels");
        branch.addAttribute(OnnxMl.AttributeProto.newBuilder()
                .setName("then_branch")
                .setG(GraphProto.newBuilder().addNode(constant)));
        return model(graph().addNode(branch));
    }

    private static GraphProto.Builder graph() {
        return GraphProto.newBuilder()
                .setName("g")
                .addInput(value("pixels", 3, 8, 8))
                .addOutput(value("embedding", 192));
    }

    private static NodeProto.Builder node(String operator, String output, String... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static TensorProto scalar(float value) {
        return TensorProto.newBuilder()
                .setName("factor")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addFloatData(value)
                .build();
    }

    private static ValueInfoProto value(String name, long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        for (long size : sizes) {
            shape.addDimBuilder().setDimValue(size);
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }

    private static byte[] model(GraphProto.Builder graph) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("test")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
