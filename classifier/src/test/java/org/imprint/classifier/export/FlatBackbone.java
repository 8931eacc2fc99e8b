package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;

/** Backbones without weights whose embedding is the pixels themselves, so that every bit of preprocessing is seen. */
public final class FlatBackbone {

    private FlatBackbone() {}

    /** Returns one for a preprocessing, in the operators of an opset. */
    public static Backbone of(Preprocessing preprocessing, long opset) {
        List<Object> sides = preprocessing.layout() == Layout.NCHW
                ? List.of(preprocessing.channels(), preprocessing.height(), preprocessing.width())
                : List.of(preprocessing.height(), preprocessing.width(), preprocessing.channels());
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder()
                .setName("flat")
                .addInput(value("images", sides))
                .addOutput(value("label", List.of(preprocessing.size())))
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("Flatten")
                        .addInput("images")
                        .addOutput("label"))
                .build();
        byte[] model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build()
                .toByteArray();
        return Backbone.open("flat", model, descriptor(preprocessing));
    }

    static BackboneDescriptor descriptor(Preprocessing preprocessing) {
        return descriptor(preprocessing, "label");
    }

    static BackboneDescriptor descriptor(Preprocessing preprocessing, String output) {
        return new BackboneDescriptor(
                "flat",
                Optional.empty(),
                Optional.of(output),
                preprocessing,
                preprocessing.size(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static OnnxMl.ValueInfoProto value(String name, List<?> sides) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        sides.forEach(side -> shape.addDimBuilder().setDimValue((Integer) side));
        OnnxMl.TypeProto.Tensor.Builder tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape);
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
