package org.imprint.vision.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.Preprocessing;

/**
 * What must be known of an ONNX file to use it as a backbone. As JSON, beside {@code NAME.onnx} in {@code NAME.json}:
 *
 * <pre>
 *   {
 *     "schema": 1,
 *     "name": "mobilenet_v2",               absent: the file's name
 *     "input": "pixel_values",              absent: the model's only input
 *     "output": "embedding",                absent: the model's only output
 *     "channels": 3,                        absent: as many as mean has values; 3 RGB or 1 grey
 *     "layout": "nchw",                     or "nhwc"; absent: nchw
 *     "resize": 256,                        shorter side, or [height, width]; absent or null: none
 *     "crop": 224,                          centre square, or [height, width]; absent or null: none
 *     "crop_rounding": "half_even",         or "floor"; absent: half_even, as torchvision
 *     "interpolation": "bilinear",          or "bicubic"; absent: bilinear
 *     "mean": [0.485, 0.456, 0.406],        of pixels in [0, 1], per channel; required
 *     "std": [0.229, 0.224, 0.225],         required
 *     "dimension": 1280,                    d, length of an embedding; required
 *     "lambda": 0.001,                      ridge λ of the least-squares generators; absent: the user's choice
 *     "licence": "Apache-2.0",              of the weights; absent: unknown
 *     "sha256": "…"                         of the whole model, 64 hexadecimal digits; absent: not checked
 *   }
 * </pre>
 *
 * @param name short name, as it will stand in files of embeddings
 * @param input name of the model's input; empty means its only one
 * @param output name of the output with the embeddings; empty means its only one
 * @param preprocessing how an image becomes the input
 * @param dimension d, in [1, 1048576]
 * @param lambda ridge λ &gt; 0
 * @param licence licence of the weights
 * @param sha256 digest of the ONNX file and of the files beside it that hold weights of it, lower case: {@link ModelContent#sha256}
 */
public record BackboneDescriptor(
        String name,
        Optional<String> input,
        Optional<String> output,
        Preprocessing preprocessing,
        int dimension,
        OptionalDouble lambda,
        Optional<String> licence,
        Optional<String> sha256) {

    /** The largest d. */
    static final int MAX_DIMENSION = 1 << 20;

    static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Checks the name, the dimension, λ and the digest. */
    public BackboneDescriptor {
        Checks.require(!name.isBlank(), "backbone.name must not be blank", "'" + name + "'");
        Checks.inRange("backbone.dimension", dimension, 1, MAX_DIMENSION);
        lambda.ifPresent(l -> Checks.positive("backbone.lambda", l));
        sha256.ifPresent(s -> Checks.require(
                SHA256.matcher(s).matches(), "backbone.sha256 must be 64 lower-case hexadecimal digits", s));
    }

    /** Returns where the descriptor of an ONNX file lies: beside it, with {@code .json} in place of {@code .onnx}. */
    public static Path pathFor(Path onnx) {
        String file = onnx.getFileName().toString();
        return onnx.resolveSibling(stem(file) + ".json");
    }

    private static String stem(String file) {
        return file.endsWith(".onnx") ? file.substring(0, file.length() - ".onnx".length()) : file;
    }

    /**
     * Reads a descriptor.
     *
     * @param file JSON
     * @throws DataException if the file is missing or wrong; the message names every problem, with legal values
     */
    public static BackboneDescriptor read(Path file) {
        try {
            String name = file.getFileName().toString();
            String fallback = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
            return DescriptorReader.read(file.toString(), fallback, Files.readString(file));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    /**
     * Reads a descriptor from text.
     *
     * @param where begins each message, such as a path
     * @param defaultName the name if the descriptor has none
     * @throws DataException if the text is wrong; the message names every problem, with legal values
     */
    public static BackboneDescriptor parse(String where, String defaultName, String json) {
        return DescriptorReader.read(where, defaultName, json);
    }

    /** Returns the descriptor as JSON that {@link #read} reads back to an equal one. */
    public String toJson() {
        return DescriptorWriter.write(this);
    }

    /** Returns the preprocessing as one line of JSON, with the keys of the descriptor; equal for equal preprocessing. */
    public String preprocessingJson() {
        return DescriptorWriter.writePreprocessing(preprocessing);
    }
}
