package org.imprint.lab.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Golden values under {@code /fixtures}, made by the published code (DATEXIS/IMPRINT at 8f19bcd); {@code manifest.json} names versions
 * and tolerances.
 */
public final class Fixtures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Fixtures() {}

    /** Reads a JSON fixture. */
    public static JsonNode json(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Reads a text fixture. */
    public static String text(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Returns a folder of fixtures. */
    public static Path folder(String name) {
        try {
            return Path.of(Fixtures.class.getResource("/fixtures/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the entry of the manifest with this id. */
    public static JsonNode manifest(String id) {
        return stream(json("manifest.json").get("fixtures"))
                .filter(f -> f.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the elements of an array. */
    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Returns the texts of an array. */
    public static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }

    /** Returns the integers of an array. */
    public static List<Integer> integers(JsonNode array) {
        return stream(array).map(JsonNode::asInt).toList();
    }
}
