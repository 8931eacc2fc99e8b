package org.imprint.vision.backbone;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * What an ONNX file holds, read without its weights: they are skipped, so memory does not depend on the file's size.
 *
 * @param file where it is
 * @param irVersion version of the file format
 * @param producer name of the program that wrote it, may be empty
 * @param opsets version of each set of operators, {@code ai.onnx} being the standard one
 * @param inputs inputs that are no weights, such as {@code input float32 [N, 3, 224, 224]}
 * @param outputs outputs, in the same form
 * @param operators number of nodes of each operator
 * @param parameters number of floating-point weights, running statistics included
 * @param external files, relative to its folder, in which some of its weights lie, sorted; empty if it holds all
 */
public record OnnxSummary(
        Path file,
        long irVersion,
        String producer,
        Map<String, Long> opsets,
        List<String> inputs,
        List<String> outputs,
        Map<String, Integer> operators,
        long parameters,
        List<String> external) {

    /** Copies the collections. */
    public OnnxSummary {
        opsets = new TreeMap<>(opsets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        operators = new TreeMap<>(operators);
        external = List.copyOf(external);
    }

    /** Returns the number of nodes. */
    public int nodes() {
        return operators.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Reads a file.
     *
     * @throws DataException if it is missing or is not ONNX
     */
    public static OnnxSummary read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file, in);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    /**
     * Reads a model that is in memory.
     *
     * @param where begins each message
     */
    static OnnxSummary read(String where, byte[] model) {
        try {
            return read(Path.of(where), new ByteArrayInputStream(model));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    private static OnnxSummary read(Path file, InputStream in) throws IOException {
        try {
            OnnxSummary summary = new OnnxReader(file).read(in);
            if (summary.nodes() == 0 || summary.outputs.isEmpty()) {
                throw new DataException(file + ": must be an ONNX model, but holds no graph");
            }
            return summary;
        } catch (InvalidProtocolBufferException e) {
            throw new DataException(file + ": must be an ONNX model, but is not: " + e.getMessage(), e);
        }
    }

    /**
     * Throws if weights lie in other files, which a model in memory cannot have.
     *
     * @throws DataException naming the first such file
     */
    void requireSelfContained() {
        if (!external.isEmpty()) {
            throw new DataException(file + ": must hold all its weights, but some lie in the file " + external.get(0));
        }
    }
}
