package org.imprint.classifier.verify;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes exported files as a faulty exporter would have written them: the graph is wrong, what the file says of itself is right. */
final class Faults {

    private Faults() {}

    /** Gives a file the metadata of another. */
    static void takeMetadata(Path file, Path right) {
        OnnxMl.ModelProto other = read(right);
        edit(file, model -> model.clearMetadataProps().addAllMetadataProps(other.getMetadataPropsList()));
    }

    /** Lets the filter keep its width where an image shrinks. */
    static void dropAntialias(Path file) {
        nodes(file, node -> {
            boolean widens = node.getOpType().equals("Max") && node.getInput(1).equals("imprint/float64:1.0");
            return widens
                    ? List.of(node.toBuilder().setInput(0, node.getInput(1)).build())
                    : List.of(node);
        });
    }

    /** Swaps red and blue. */
    static void swapChannels(Path file) {
        nodes(file, node -> {
            if (!node.getOpType().equals("Slice") || !node.getInput(0).equals("images")) {
                return List.of(node);
            }
            OnnxMl.TensorProto order = OnnxMl.TensorProto.newBuilder()
                    .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
                    .addDims(3)
                    .addAllInt64Data(List.of(2L, 1L, 0L))
                    .build();
            return List.of(
                    node.toBuilder().setOutput(0, "swapped/rgb").build(),
                    OnnxMl.NodeProto.newBuilder()
                            .setOpType("Constant")
                            .addOutput("swapped/order")
                            .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                    .setName("value")
                                    .setType(OnnxMl.AttributeProto.AttributeType.TENSOR)
                                    .setT(order))
                            .build(),
                    OnnxMl.NodeProto.newBuilder()
                            .setOpType("Gather")
                            .addInput("swapped/rgb")
                            .addInput("swapped/order")
                            .addOutput(node.getOutput(0))
                            .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                    .setName("axis")
                                    .setType(OnnxMl.AttributeProto.AttributeType.INT)
                                    .setI(3))
                            .build());
        });
    }

    /** Puts other nodes in the place of each. */
    private static void nodes(Path file, Function<OnnxMl.NodeProto, List<OnnxMl.NodeProto>> change) {
        edit(file, model -> {
            List<OnnxMl.NodeProto> nodes = model.getGraph().getNodeList().stream()
                    .flatMap(node -> change.apply(node).stream())
                    .toList();
            if (nodes.equals(model.getGraph().getNodeList())) {
                throw new IllegalStateException("the fault found nothing to change");
            }
            model.getGraphBuilder().clearNode().addAllNode(nodes);
            return model;
        });
    }

    private static void edit(Path file, UnaryOperator<OnnxMl.ModelProto.Builder> change) {
        try {
            Files.write(file, change.apply(read(file).toBuilder()).build().toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OnnxMl.ModelProto read(Path file) {
        try {
            return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
