package org.imprint.classifier.backboneclass;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;

/**
 * The linear layer between the embeddings and the logits of an ONNX graph.
 *
 * @param weights [C, d]
 * @param bias C numbers
 */
record LogitsLayer(FloatMatrix weights, float[] bias) {

    /** Operators that leave each embedding as it is, but for its shape or type. */
    private static final Set<String> SAME = Set.of("Identity", "Dropout", "Flatten", "Cast", "Reshape", "Squeeze");
    /** Operators that leave the order of logits as it is. */
    private static final Set<String> RISING =
            Set.of("Identity", "Cast", "Reshape", "Softmax", "LogSoftmax", "Sigmoid", "Flatten");

    static LogitsLayer find(Backbone backbone, OnnxMl.GraphProto graph) {
        return new Search(backbone, graph).find();
    }

    /** A product with the embeddings: the layer, and the name of what comes out. */
    private record Found(LogitsLayer layer, String logits) {}

    /** Looks through one graph. */
    private static final class Search {
        private final Backbone backbone;
        private final OnnxMl.GraphProto graph;
        private final GraphTensors tensors;
        private final Set<String> outputs;
        private final String embedding;

        Search(Backbone backbone, OnnxMl.GraphProto graph) {
            this.backbone = backbone;
            this.graph = graph;
            this.tensors = new GraphTensors(backbone, graph);
            this.outputs = graph.getOutputList().stream()
                    .map(OnnxMl.ValueInfoProto::getName)
                    .collect(Collectors.toSet());
            this.embedding = backbone.descriptor()
                    .output()
                    .orElseGet(() -> graph.getOutput(0).getName());
        }

        LogitsLayer find() {
            List<Found> found = new ArrayList<>();
            for (String same : reached(embedding, SAME)) {
                for (OnnxMl.NodeProto node : readers(same)) {
                    product(node).filter(f -> isOutput(f.logits)).ifPresent(found::add);
                }
            }
            if (found.size() != 1) {
                throw new DataException(
                        backbone.where() + ": must have one linear layer (Gemm or MatMul) from its embeddings '"
                                + embedding + "' to another output for its own classes to be kept, has " + found.size()
                                + "; outputs are "
                                + graph.getOutputList().stream()
                                        .map(OnnxMl.ValueInfoProto::getName)
                                        .toList()
                                + ". Write the ONNX file with embeddings and logits as outputs");
            }
            return found.get(0).layer;
        }

        private List<OnnxMl.NodeProto> readers(String value) {
            return graph.getNodeList().stream()
                    .filter(n -> n.getInputCount() > 0 && n.getInputList().contains(value))
                    .toList();
        }

        /** Returns a value and all that is made of it alone by some operators. */
        private Set<String> reached(String from, Set<String> operators) {
            Set<String> all = new HashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(from));
            while (!open.isEmpty()) {
                String value = open.pop();
                if (all.add(value)) {
                    readers(value).stream()
                            .filter(n -> operators.contains(n.getOpType())
                                    && n.getInput(0).equals(value))
                            .forEach(n -> open.push(n.getOutput(0)));
                }
            }
            return all;
        }

        private boolean isOutput(String logits) {
            return reached(logits, RISING).stream().anyMatch(outputs::contains);
        }

        private Optional<Found> product(OnnxMl.NodeProto node) {
            int d = backbone.dimension();
            if (node.getOpType().equals("Gemm") && node.getInputCount() >= 2) {
                return tensors.matrix(node.getInput(1))
                        .filter(b -> attribute(node, "transA", 0) == 0)
                        .map(b -> attribute(node, "transB", 0) != 0 ? b : GraphTensors.transposed(b))
                        .filter(w -> w.cols() == d)
                        .flatMap(w -> gemm(node, w));
            }
            if (node.getOpType().equals("MatMul")) {
                return tensors.matrix(node.getInput(1))
                        .map(GraphTensors::transposed)
                        .filter(w -> w.cols() == d)
                        .map(w -> withAdded(w, node.getOutput(0)));
            }
            return Optional.empty();
        }

        private Optional<Found> gemm(OnnxMl.NodeProto node, FloatMatrix w) {
            float alpha = attribute(node, "alpha", 1);
            float beta = attribute(node, "beta", 1);
            Optional<float[]> bias =
                    node.getInputCount() < 3 || node.getInput(2).isEmpty()
                            ? Optional.of(new float[w.rows()])
                            : tensors.vector(node.getInput(2), w.rows());
            return bias.map(b -> new Found(
                    new LogitsLayer(GraphTensors.times(w, alpha), GraphTensors.times(b, beta)), node.getOutput(0)));
        }

        /** A product, and a bias if the next operator adds one. */
        private Found withAdded(FloatMatrix w, String product) {
            for (OnnxMl.NodeProto node : readers(product)) {
                if (node.getOpType().equals("Add")) {
                    String other = node.getInput(node.getInput(0).equals(product) ? 1 : 0);
                    Optional<float[]> bias = tensors.vector(other, w.rows());
                    if (bias.isPresent()) {
                        return new Found(new LogitsLayer(w, bias.get()), node.getOutput(0));
                    }
                }
            }
            return new Found(new LogitsLayer(w, new float[w.rows()]), product);
        }

        private static float attribute(OnnxMl.NodeProto node, String name, float usual) {
            return node.getAttributeList().stream()
                    .filter(a -> a.getName().equals(name))
                    .map(a -> a.getType() == OnnxMl.AttributeProto.AttributeType.FLOAT ? a.getF() : a.getI())
                    .findFirst()
                    .orElse(usual);
        }
    }
}
