package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.vision.data.DataException;

/**
 * Rewrites nodes of opsets 11 and 12 in the operators of 13, which the parts around a backbone need.
 *
 * <p>Between them few operators changed what they mean: axes and splits became inputs, a softmax no longer flattens what follows its
 * axis, and the ratio of a dropout, which does nothing at inference, became an input. The others only learned more types.
 */
final class OpsetRaise {

    /** The oldest that is rewritten. */
    static final long OLDEST = 11;

    /** The one that nodes are rewritten to. */
    static final long NEWEST = 13;

    private static final Set<String> AXES = Set.of("Squeeze", "Unsqueeze", "ReduceSum");
    private static final Set<String> FLATTENING = Set.of("Softmax", "LogSoftmax", "Hardmax");

    private final String where;
    private int constants;

    /** @param where begins messages */
    OpsetRaise(String where) {
        this.where = where;
    }

    /**
     * Returns a graph with its nodes rewritten, those of branches and loops as well.
     *
     * @throws DataException if one cannot be, naming it
     */
    OnnxMl.GraphProto raised(OnnxMl.GraphProto graph) {
        OnnxMl.GraphProto.Builder own = graph.toBuilder().clearNode();
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            own.addAllNode(raised(node));
        }
        return own.build();
    }

    private List<OnnxMl.NodeProto> raised(OnnxMl.NodeProto node) {
        String operator = node.getDomain().isEmpty() ? node.getOpType() : "";
        if (AXES.contains(operator)) {
            return withInput(node, "axes");
        }
        if (operator.equals("Split")) {
            return withInput(node, "split");
        }
        if (operator.equals("Dropout")) {
            return List.of(identity(node));
        }
        if (FLATTENING.contains(operator)) {
            boolean isLast = attribute(node, "axis").filter(a -> a.getI() == -1).isPresent();
            require(isLast, node, "its axis is not the last");
        }
        if (operator.equals("Resize")) {
            boolean isGone = attribute(node, "coordinate_transformation_mode")
                    .filter(a -> a.getS().toStringUtf8().equals("tf_half_pixel_for_nn"))
                    .isPresent();
            require(!isGone, node, "its coordinates are tf_half_pixel_for_nn");
        }
        OnnxMl.NodeProto.Builder own = node.toBuilder();
        own.getAttributeBuilderList().stream()
                .filter(OnnxMl.AttributeProto.Builder::hasG)
                .forEach(a -> a.setG(raised(a.getG())));
        return List.of(own.build());
    }

    /** Moves a list of integers from an attribute to the second input. */
    private List<OnnxMl.NodeProto> withInput(OnnxMl.NodeProto node, String name) {
        Optional<OnnxMl.AttributeProto> list = attribute(node, name);
        if (list.isEmpty()) {
            return List.of(node);
        }
        String constant = "raised/" + name + "_" + constants++;
        OnnxMl.TensorProto value = OnnxMl.TensorProto.newBuilder()
                .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
                .addDims(list.get().getIntsCount())
                .addAllInt64Data(list.get().getIntsList())
                .build();
        List<OnnxMl.AttributeProto> others = new ArrayList<>(node.getAttributeList());
        others.remove(list.get());
        return List.of(
                OnnxMl.NodeProto.newBuilder()
                        .setOpType("Constant")
                        .setName(constant)
                        .addOutput(constant)
                        .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                .setName("value")
                                .setType(OnnxMl.AttributeProto.AttributeType.TENSOR)
                                .setT(value))
                        .build(),
                node.toBuilder()
                        .clearAttribute()
                        .addAllAttribute(others)
                        .addInput(constant)
                        .build());
    }

    private OnnxMl.NodeProto identity(OnnxMl.NodeProto dropout) {
        require(dropout.getOutputCount() == 1, dropout, "its mask is asked for");
        return dropout.toBuilder()
                .setOpType("Identity")
                .clearAttribute()
                .clearInput()
                .addInput(dropout.getInput(0))
                .build();
    }

    private static Optional<OnnxMl.AttributeProto> attribute(OnnxMl.NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(a -> a.getName().equals(name))
                .findFirst();
    }

    private void require(boolean isSame, OnnxMl.NodeProto node, String why) {
        if (!isSame) {
            throw new DataException(
                    where + ": operators must be of opset " + NEWEST + " or later, and the " + node.getOpType() + " "
                            + node.getOutput(0) + " cannot be rewritten, as " + why
                            + "; convert the file with ONNX's version converter");
        }
    }
}
