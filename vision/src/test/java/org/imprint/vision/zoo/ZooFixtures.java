package org.imprint.vision.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Golden values under {@code /backbones}; see its README for their origin. */
final class ZooFixtures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ZooFixtures() {}

    static Path path(String name) {
        try {
            return Path.of(ZooFixtures.class.getResource("/backbones/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    static JsonNode json(String name) {
        try (InputStream in = ZooFixtures.class.getResourceAsStream("/backbones/" + name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Returns names and shapes of all float32 tensors in a listing. */
    static Map<String, List<Long>> shapes(JsonNode listing) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (JsonNode tensor : listing) {
            if (tensor.get("dtype").asText().equals("float32")) {
                List<Long> shape = new ArrayList<>();
                tensor.get("shape").forEach(size -> shape.add(size.asLong()));
                shapes.put(tensor.get("name").asText(), shape);
            }
        }
        return shapes;
    }

    static double[][] matrix(JsonNode rows) {
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = new double[rows.get(i).size()];
            for (int j = 0; j < matrix[i].length; j++) {
                matrix[i][j] = rows.get(i).get(j).asDouble();
            }
        }
        return matrix;
    }

    /** Reads a two-dimensional float64 .npy file of version 1. */
    static double[][] npy(String name, int rows, int columns) {
        try (InputStream in = ZooFixtures.class.getResourceAsStream("/backbones/" + name)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(10 + bytes.getShort(8));
            double[][] matrix = new double[rows][columns];
            for (double[] row : matrix) {
                bytes.asDoubleBuffer().get(row);
                bytes.position(bytes.position() + 8 * columns);
            }
            return matrix;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Returns the largest absolute difference over the columns that {@code expected} has. */
    static double maxDifference(float[][] actual, double[][] expected) {
        double max = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                double difference = Math.abs(actual[i][j] - expected[i][j]);
                max = difference <= max ? max : difference;
            }
        }
        return max;
    }
}
