package org.imprint.vision.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files under {@code /backbones/valid} and {@code /backbones/hostile} with what is expected of them. */
final class CheckpointFixtures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointFixtures() {}

    static Path path(String name) {
        try {
            return Path.of(
                    CheckpointFixtures.class.getResource("/backbones/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** Returns the expectations of all readable files by file name. */
    static Map<String, JsonNode> valid() throws IOException {
        Map<String, JsonNode> all = new TreeMap<>();
        for (String list : List.of("hand", "t113", "t213")) {
            JSON.readTree(path("valid/" + list + ".expected.json").toFile())
                    .properties()
                    .forEach(e -> all.put(e.getKey(), e.getValue()));
        }
        return all;
    }

    /** Returns the permitted reasons of all hostile files by file name. */
    static Map<String, List<String>> hostile() throws IOException {
        Map<String, List<String>> all = new TreeMap<>();
        JSON.readTree(path("hostile/expected.json").toFile()).properties().forEach(e -> {
            List<String> codes = new ArrayList<>();
            e.getValue().get("code").forEach(code -> codes.add(code.asText()));
            all.put(e.getKey(), codes);
        });
        return all;
    }

    static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }
}
