package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/** The nodes of a graph that one of its values depends on; others, such as those of the classes a backbone was trained on, are left out. */
final class NeededNodes {

    private final LinkedList<OnnxMl.NodeProto> nodes = new LinkedList<>();
    private final Set<String> names = new HashSet<>();

    /** @param value name of the one that is asked for */
    NeededNodes(OnnxMl.GraphProto graph, String value) {
        names.add(value);
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            OnnxMl.NodeProto node = graph.getNode(i);
            if (!Collections.disjoint(node.getOutputList(), names)) {
                nodes.addFirst(node);
                use(node);
            }
        }
    }

    /** What a branch or a loop's body sees of the outside is not among the node's own arguments. */
    private void use(OnnxMl.NodeProto node) {
        names.addAll(node.getInputList());
        for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
            use(attribute.getG());
            attribute.getGraphsList().forEach(this::use);
        }
    }

    private void use(OnnxMl.GraphProto inner) {
        inner.getNodeList().forEach(this::use);
        inner.getOutputList().forEach(output -> names.add(output.getName()));
    }

    /** Returns them, in the graph's order. */
    List<OnnxMl.NodeProto> nodes() {
        return nodes;
    }

    /** Returns whether one of them reads a weight. */
    boolean reads(String weight) {
        return names.contains(weight);
    }
}
