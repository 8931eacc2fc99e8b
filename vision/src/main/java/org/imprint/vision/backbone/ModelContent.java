package org.imprint.vision.backbone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.file.FileTrouble;

/**
 * Everything that an ONNX model consists of: its graph, and the files beside it that some of its weights lie in.
 *
 * @param graph the ONNX file
 * @param external where the others lie, relative to the graph's folder, sorted; mostly none
 */
public record ModelContent(Path graph, List<String> external) {

    /** Copies the list and checks that no file leaves the folder. */
    public ModelContent {
        external = List.copyOf(external);
        external.forEach(location -> check(graph, location));
    }

    /**
     * Looks for the other files of a graph.
     *
     * @throws DataException if it is missing or is not ONNX, or if one of the others is missing or lies outside its folder
     */
    public static ModelContent of(Path graph) {
        return new ModelContent(graph, OnnxSummary.read(graph).external());
    }

    private static void check(Path graph, String location) {
        Path folder = graph.toAbsolutePath().normalize().getParent();
        Path file = folder.resolve(location).normalize();
        String what = graph + ": weights must lie in files in the model's folder, was '" + location + "'";
        if (location.isBlank() || Path.of(location).isAbsolute() || !file.startsWith(folder) || file.equals(folder)) {
            throw new DataException(what);
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file; it should hold weights of " + graph);
        }
        try {
            Path real = file.toRealPath();
            // A model whose files are links into one store, as some tools keep them, has that as its folder
            boolean inside = real.startsWith(folder.toRealPath())
                    || real.startsWith(graph.toRealPath().getParent());
            if (!inside) {
                throw new DataException(what + ", a link to " + real);
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    /** Returns where one of the other files lies. */
    public Path file(String location) {
        return graph.resolveSibling(location);
    }

    /**
     * Returns the digest of the whole: of the ONNX file, if that is all; else of the text with one line {@code DIGEST  graph} for it
     * and one line {@code DIGEST  LOCATION} for each of the others, in their order, where DIGEST is the SHA-256 of the file and
     * two blanks follow it, as {@code sha256sum} prints. Cost: one pass over all files.
     *
     * @throws DataException if one cannot be read
     */
    public Digest sha256() {
        Digest own = sha256(graph);
        if (external.isEmpty()) {
            return own;
        }
        StringJoiner lines = new StringJoiner("\n", "", "\n").add(own.hex() + "  graph");
        external.forEach(location -> lines.add(sha256(file(location)).hex() + "  " + location));
        return Digest.of(Digest.Algorithm.SHA256, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Digest sha256(Path file) {
        try {
            return Digest.of(Digest.Algorithm.SHA256, file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    /** Returns the names of all files, for messages. */
    @Override
    public String toString() {
        return external.isEmpty() ? graph.toString() : graph + " with " + String.join(", ", external);
    }
}
