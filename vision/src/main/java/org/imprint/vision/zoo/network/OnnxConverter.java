package org.imprint.vision.zoo.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;
import org.imprint.vision.onnx.Graph;
import org.imprint.vision.onnx.OnnxWriter;
import org.imprint.vision.onnx.Value;

/** Turns a state dict into an ONNX file. */
public final class OnnxConverter {

    /** Name of the graph's input: normalised float32 [N, 3, height, width], RGB. */
    public static final String INPUT = "input";

    /** Name of the graph's first output: float32 [N, d]. */
    public static final String EMBEDDING = "embedding";

    /** Name of the graph's second output, if asked for: float32 [N, classes]. */
    public static final String LOGITS = "logits";

    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;

    private OnnxConverter() {}

    /**
     * Writes the ONNX file (opset 17) of an architecture with these weights; the batch size stays free.
     *
     * <p>All weights become float32. Memory: the mapped checkpoint and a few megabytes; the file appears only when it is
     * whole.
     *
     * @param weights tensors as the official file has them; other floating-point types are widened
     * @param name name of the backbone for the graph and for messages
     * @param onnx file to write; replaced if it exists
     * @throws CheckpointException naming all tensors that are missing, unexpected or of the wrong shape
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void convert(
            StateDict weights, Architecture architecture, String name, InputSize size, Outputs outputs, Path onnx) {
        Graph graph = new Graph();
        List<String> problems = build(graph, weights, architecture, size, outputs);
        if (!problems.isEmpty()) {
            throw new CheckpointException(
                    weights.source(),
                    Reason.WRONG_TENSORS,
                    "must be the state dict of " + name + ", but has tensors that are " + String.join("; ", problems)
                            + "; the file has " + weights.summary());
        }
        try {
            OnnxWriter.write(graph, name, OnnxWriter.envelope(IR_VERSION, OPSET), onnx);
        } catch (IOException e) {
            throw new UncheckedIOException(onnx + ": cannot be written", e);
        }
    }

    /** Returns how well these weights fit the architecture, with or without its head; nothing is written. */
    public static Fit fit(StateDict weights, Architecture architecture, InputSize size) {
        return checked(new Graph(), weights, architecture, size, Outputs.EMBEDDING)
                .fit(architecture);
    }

    private static List<String> build(
            Graph graph, StateDict weights, Architecture architecture, InputSize size, Outputs outputs) {
        return checked(graph, weights, architecture, size, outputs).problems(architecture, outputs);
    }

    private static Weights checked(
            Graph graph, StateDict weights, Architecture architecture, InputSize size, Outputs outputs) {
        Weights checked = new Weights(weights, architecture);
        Layers net = new Layers(graph, checked);
        Value image = graph.input(INPUT, 3, size.height(), size.width());
        Value embedding = architecture.embed(net, image, size);
        graph.output(EMBEDDING, embedding, architecture.dimension());
        if (outputs == Outputs.EMBEDDING_AND_LOGITS) {
            Classifier head = architecture.classifier();
            Value logits = net.linear(embedding, head.name(), architecture.dimension(), head.classes());
            graph.output(LOGITS, logits, head.classes());
        }
        return checked;
    }
}
