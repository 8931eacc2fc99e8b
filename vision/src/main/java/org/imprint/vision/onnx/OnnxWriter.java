package org.imprint.vision.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.file.AtomicFile;

/**
 * Writes a graph as an ONNX file without ever holding its weights: sizes are known, so protobuf's length prefixes can be
 * written first and the elements streamed behind them.
 */
public final class OnnxWriter {

    private static final int BUFFER = 1 << 16;

    private final Graph graph;
    private final String name;
    private final OnnxMl.ModelProto envelope;

    private OnnxWriter(Graph graph, String name, OnnxMl.ModelProto envelope) {
        this.graph = graph;
        this.name = name;
        this.envelope = envelope;
    }

    /**
     * Returns what surrounds a graph of the standard operators.
     *
     * @param irVersion version of the file format
     * @param opset version of the operators
     */
    public static OnnxMl.ModelProto envelope(long irVersion, long opset) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(irVersion)
                .setProducerName("imprint")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                .build();
    }

    /**
     * Writes the file, which appears in one step.
     *
     * @param name of the graph
     * @param envelope everything of the model but its graph: versions, metadata, functions
     * @throws ImprintException if it would not fit into the 2 GiB that one file can hold
     * @throws IOException if it cannot be written; what was there stays
     */
    public static void write(Graph graph, String name, OnnxMl.ModelProto envelope, Path path) throws IOException {
        OnnxWriter writer = new OnnxWriter(graph, name, envelope);
        long size = writer.graphSize() + envelope.getSerializedSize();
        Checks.require(
                size < Integer.MAX_VALUE - BUFFER,
                "an ONNX file must be smaller than 2 GiB (" + path + "), bytes",
                size);
        Files.createDirectories(path.toAbsolutePath().getParent());
        AtomicFile.write(path, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
                writer.writeTo(out, (int) writer.graphSize());
            }
        });
    }

    private void writeTo(OutputStream out, int size) throws IOException {
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        envelope.writeTo(coded);
        coded.writeTag(OnnxMl.ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        coded.writeUInt32NoTag(size);
        structure().writeTo(coded);
        for (Initializer initializer : graph.initializers()) {
            coded.writeTag(OnnxMl.GraphProto.INITIALIZER_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            coded.writeUInt32NoTag(tensorSize(initializer));
            initializer.header().writeTo(coded);
            if (initializer.bytes() > 0) {
                coded.writeTag(OnnxMl.TensorProto.RAW_DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                coded.writeUInt32NoTag((int) initializer.bytes());
                coded.flush();
                initializer.payload().writeTo(out);
            }
        }
        coded.flush();
    }

    /** Returns all of the graph but its initializers; in protobuf the rest may follow in any order. */
    private MessageLite structure() {
        return OnnxMl.GraphProto.newBuilder()
                .setName(name)
                .addAllNode(graph.nodes())
                .addAllInput(graph.inputs())
                .addAllOutput(graph.outputs())
                .build();
    }

    private long graphSize() {
        long size = structure().getSerializedSize();
        for (Initializer initializer : graph.initializers()) {
            Checks.require(
                    initializer.bytes() < Integer.MAX_VALUE - BUFFER,
                    "an ONNX initializer must be smaller than 2 GiB",
                    initializer.bytes());
            size += field(OnnxMl.GraphProto.INITIALIZER_FIELD_NUMBER, tensorSize(initializer));
        }
        return size;
    }

    private static int tensorSize(Initializer initializer) {
        long elements = initializer.bytes() == 0
                ? 0
                : field(OnnxMl.TensorProto.RAW_DATA_FIELD_NUMBER, (int) initializer.bytes());
        return (int) (initializer.header().getSerializedSize() + elements);
    }

    private static long field(int number, int length) {
        return (long) CodedOutputStream.computeTagSize(number)
                + CodedOutputStream.computeUInt32SizeNoTag(length)
                + length;
    }
}
