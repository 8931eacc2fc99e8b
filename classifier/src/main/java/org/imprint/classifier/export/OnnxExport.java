package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.onnx.Graph;
import org.imprint.vision.onnx.OnnxWriter;
import org.imprint.vision.onnx.Value;

/**
 * Writes a classifier as one ONNX file that any ONNX runtime can ask, without us.
 *
 * <pre>
 *   images uint8 [N, H, W, 3] ─ resize, crop, normalise ─ backbone ─ NORMinf ─ AGG ─▶ label, scores, probabilities, nearest, unknown
 * </pre>
 *
 * <p>Inputs, outputs and metadata: {@link ExportNames}. Operators are ONNX's standard ones in the backbone's own opset; 11 and 12
 * are raised to 13, older ones are refused. Images of one batch have one size; pixels are resampled to the bit as {@code Resampler} does. The file holds all
 * weights, so it must stay below 2 GiB, and golden inputs with our own answers, by which it can be verified anywhere.
 */
public final class OnnxExport {

    private static final String PREFIX = "imprint/";
    private static final long OWN_OPSET = 17;
    private static final long OWN_IR_VERSION = 8;

    /** The first in which weights need not be inputs. */
    private static final long LEAST_IR_VERSION = 7;

    private OnnxExport() {}

    /**
     * Writes backbone and head. Cost: a copy of the backbone's weights in memory, and four inferences for the golden images.
     *
     * @param file replaced if it exists
     * @throws ImprintException if the two do not fit together, or the backbone's operators are too old
     * @throws DataException if the backbone cannot be read or the file cannot be written; what was there stays
     */
    public static void write(Path file, ExportedHead head, Backbone backbone) {
        Checks.require(
                head.dim() == backbone.dimension(),
                "embeddings of " + backbone.where() + " must have the length of the proxies, " + head.dim(),
                backbone.dimension());
        BackboneGraph inner = BackboneGraph.of(backbone);
        Graph graph = new Graph(PREFIX);
        Operators ops = new Operators(graph, inner.opset());
        Value images = graph.input(Graph.info(
                ExportNames.IMAGES, OnnxMl.TensorProto.DataType.UINT8, List.of(inner.batch(), "H", "W", 3L)));
        Value pixels = new PixelGraph(ops, backbone.descriptor().preprocessing()).build(images);
        new HeadGraph(ops, head, inner.batch()).build(inner.build(graph, pixels));
        OnnxMl.ModelProto.Builder envelope = inner.envelope();
        envelope.setIrVersion(Math.max(LEAST_IR_VERSION, envelope.getIrVersion()));
        Optional<String> descriptor = Optional.of(backbone.descriptor().toJson());
        write(file, graph, envelope, ExportFacts.of(head, descriptor, GoldenInputs.images(head, backbone)));
    }

    /**
     * Writes the head alone, which takes embeddings float32 [N, d].
     *
     * @param file replaced if it exists
     * @throws DataException if it cannot be written; what was there stays
     */
    public static void writeHead(Path file, ExportedHead head) {
        Graph graph = new Graph(PREFIX);
        Value embeddings = graph.input(ExportNames.EMBEDDINGS, head.dim());
        new HeadGraph(new Operators(graph, OWN_OPSET), head, Graph.BATCH).build(embeddings);
        OnnxMl.ModelProto.Builder envelope = OnnxWriter.envelope(OWN_IR_VERSION, OWN_OPSET).toBuilder();
        write(file, graph, envelope, ExportFacts.of(head, Optional.empty(), GoldenInputs.embeddings(head)));
    }

    private static void write(Path file, Graph graph, OnnxMl.ModelProto.Builder envelope, ExportFacts facts) {
        envelope.setProducerName("imprint");
        Metadata.write(facts, envelope);
        try {
            OnnxWriter.write(graph, "imprint", envelope.build(), file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written: " + FileTrouble.reason(file, e), e);
        }
    }

    /**
     * Reads what an exported file says of itself.
     *
     * @throws DataException if it is missing, is not ONNX, or was not exported by us
     */
    public static ExportFacts read(Path file) {
        return Metadata.read(file.toString(), model(file));
    }

    /**
     * Reads the proxies and thresholds that lie in an exported file.
     *
     * @throws DataException as {@link #read}
     */
    public static ExportWeights weights(Path file) {
        OnnxMl.ModelProto model = model(file);
        FloatBuffer proxies = floats(model, HeadGraph.PROXIES)
                .orElseThrow(() -> new DataException(file + ": must hold " + HeadGraph.PROXIES + ", does not"));
        HeadFacts head = Metadata.read(file.toString(), model).head();
        int d = head.dim();
        if (d < 1 || proxies.remaining() == 0 || proxies.remaining() % d != 0) {
            throw new DataException(
                    file + ": proxies must have length " + d + ", were " + proxies.remaining() + " numbers");
        }
        float[] numbers = new float[proxies.remaining()];
        proxies.get(numbers);
        Optional<List<Float>> thresholds = floats(model, HeadGraph.THRESHOLDS).map(buffer -> {
            List<Float> all = new ArrayList<>();
            while (buffer.hasRemaining()) {
                all.add(buffer.get());
            }
            return all;
        });
        return new ExportWeights(FloatMatrix.of(numbers.length / d, d, numbers), thresholds);
    }

    private static Optional<FloatBuffer> floats(OnnxMl.ModelProto model, String name) {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .map(tensor -> tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
    }

    private static OnnxMl.ModelProto model(Path file) {
        try {
            return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file));
        } catch (InvalidProtocolBufferException e) {
            throw new DataException(file + ": must be an ONNX model, but is not: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }
}
