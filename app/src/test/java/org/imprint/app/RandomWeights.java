package org.imprint.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files of weights as a user would have them, with torchvision's names and shapes and random elements. */
final class RandomWeights {

    private static final Path LISTINGS =
            Path.of("").toAbsolutePath().resolveSibling("vision").resolve("src/test/resources/backbones/models");

    private RandomWeights() {}

    /** Writes the float32 tensors of a model, always the same bytes, as a safetensors file. */
    static Path write(String model, Path file) throws IOException {
        JsonNode tensors = new ObjectMapper()
                .readTree(LISTINGS.resolve(model + ".state_dict.json").toFile())
                .get("tensors");
        ObjectNode header = new ObjectMapper().createObjectNode();
        long at = 0;
        for (JsonNode tensor : tensors) {
            if (tensor.get("dtype").asText().equals("float32")) {
                ObjectNode entry = header.putObject(tensor.get("name").asText()).put("dtype", "F32");
                entry.set("shape", tensor.get("shape"));
                entry.putArray("data_offsets").add(at).add(at + 4 * product(tensor.get("shape"), 0));
                at += 4 * product(tensor.get("shape"), 0);
            }
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(little(8).putLong(json.length).array());
            out.write(json);
            for (var entry : header.properties()) {
                out.write(elements(entry.getKey(), entry.getValue().get("shape"), random));
            }
        }
        return file;
    }

    private static byte[] elements(String name, JsonNode shape, SplittableRandom random) {
        ByteBuffer bytes = little((int) (4 * product(shape, 0)));
        boolean scale = name.endsWith("running_var") || name.endsWith("weight") && shape.size() == 1;
        double width = shape.size() > 1 ? Math.sqrt(3.0 / product(shape, 1)) : 0.1;
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) ((scale ? 1 : 0) + width * random.nextDouble(-1, 1)));
        }
        return bytes.array();
    }

    private static long product(JsonNode shape, int from) {
        long product = 1;
        for (int i = from; i < shape.size(); i++) {
            product *= shape.get(i).asLong();
        }
        return product;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
