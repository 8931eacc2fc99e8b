package org.imprint.vision.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.imprint.core.ImprintException;
import org.imprint.vision.checkpoint.CheckpointFormat;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.zoo.network.Outputs;

/**
 * Where an installed backbone is from; lies beside it as {@code provenance.json}.
 *
 * @param source address or path of the weights
 * @param weights SHA-256 of that file
 * @param verification what that digest says
 * @param format format of the weights; empty if they were an ONNX file already
 * @param outputs what the graph gives, as far as it was built here
 * @param version version of the program that installed it
 */
public record InstallRecord(
        String source,
        Digest weights,
        Verification verification,
        Optional<CheckpointFormat> format,
        Outputs outputs,
        String version) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCHEMA = 1;
    private static final String ONNX = "onnx";

    /** Checks the kind of digest. */
    public InstallRecord {
        Digest.requireSha256("the weights", weights);
    }

    String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("source", source);
        root.put("weights_sha256", weights.hex());
        root.put("verification", verification.wireName());
        root.put("format", format.map(CheckpointFormat::wireName).orElse(ONNX));
        root.put("head", outputs == Outputs.EMBEDDING_AND_LOGITS);
        root.put("imprint", version);
        return root.toPrettyString() + "\n";
    }

    /** Reads a record, strictly. */
    static InstallRecord read(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            if (root.path("schema").asInt() != SCHEMA) {
                throw new DataException(file + ": schema must be " + SCHEMA + ", was " + root.path("schema"));
            }
            return new InstallRecord(
                    text(file, root, "source"),
                    digest(file, root),
                    choice(file, root, "verification", Verification.values(), Verification::wireName),
                    format(file, root),
                    root.path("head").asBoolean() ? Outputs.EMBEDDING_AND_LOGITS : Outputs.EMBEDDING,
                    text(file, root, "imprint"));
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": must be JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    private static Digest digest(Path file, JsonNode root) {
        try {
            return Digest.sha256(text(file, root, "weights_sha256"));
        } catch (ImprintException e) {
            throw new DataException(file + ": weights_sha256: " + e.getMessage(), e);
        }
    }

    private static Optional<CheckpointFormat> format(Path file, JsonNode root) {
        if (text(file, root, "format").equals(ONNX)) {
            return Optional.empty();
        }
        return Optional.of(choice(file, root, "format", CheckpointFormat.values(), CheckpointFormat::wireName));
    }

    private static String text(Path file, JsonNode root, String key) {
        if (!root.path(key).isTextual()) {
            throw new DataException(file + ": " + key + " must be a string, was " + root.path(key));
        }
        return root.path(key).textValue();
    }

    private static <T> T choice(Path file, JsonNode root, String key, T[] values, Function<T, String> wireName) {
        String name = text(file, root, key);
        return Arrays.stream(values)
                .filter(v -> wireName.apply(v).equals(name))
                .findFirst()
                .orElseThrow(() -> new DataException(file + ": " + key + " must be one of "
                        + Arrays.stream(values).map(wireName).toList() + ", was " + name));
    }
}
