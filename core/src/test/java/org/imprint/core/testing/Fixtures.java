package org.imprint.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Golden values under {@code /fixtures}, made by the published code and its libraries; {@code manifest.json} names the
 * versions and tolerances of each.
 */
public final class Fixtures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+),(?: (\\d+))?,?\\)");

    private Fixtures() {}

    /** Reads a JSON fixture. */
    public static JsonNode json(String path) {
        try {
            return JSON.readTree(bytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Returns the entry of the manifest with this id. */
    public static JsonNode manifest(String id) {
        for (JsonNode entry : json("manifest.json").get("fixtures")) {
            if (entry.get("id").asText().equals(id)) {
                return entry;
            }
        }
        throw new IllegalArgumentException("no fixture " + id);
    }

    /** Reads a float32 .npy file; a vector becomes a matrix of one row. */
    public static FloatMatrix floats(String path) {
        Npy npy = Npy.parse(bytes(path), "<f4");
        float[] data = new float[npy.rows * npy.cols];
        npy.body.asFloatBuffer().get(data);
        return FloatMatrix.of(npy.rows, npy.cols, data);
    }

    /** Reads a float64 .npy file; a vector becomes a matrix of one row. */
    public static DoubleMatrix doubles(String path) {
        Npy npy = Npy.parse(bytes(path), "<f8");
        double[] data = new double[npy.rows * npy.cols];
        npy.body.asDoubleBuffer().get(data);
        return DoubleMatrix.of(npy.rows, npy.cols, data);
    }

    /** Reads an int32 .npy vector. */
    public static int[] ints(String path) {
        Npy npy = Npy.parse(bytes(path), "<i4");
        int[] data = new int[npy.rows * npy.cols];
        npy.body.asIntBuffer().get(data);
        return data;
    }

    /** Returns the numbers of a JSON array; {@code "nan"} and {@code "inf"} are read too. */
    public static double[] doubleArray(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i));
        }
        return values;
    }

    /** Returns the integers of a JSON array. */
    public static int[] intArray(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }

    /** Returns a JSON number, or the one that {@code "nan"}, {@code "inf"} or {@code "-inf"} stands for. */
    public static double number(JsonNode node) {
        return switch (node.asText()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> node.asDouble();
        };
    }

    /** The small data set of most fixtures: 8x8 Fashion-MNIST pixels, classes 0, 1, 2, [360, 64]. */
    public static FloatMatrix smallTrain() {
        return floats("data/small_train.npy");
    }

    /** Labels of {@link #smallTrain()}. */
    public static int[] smallTrainLabels() {
        return ints("data/small_train_labels.npy");
    }

    private static byte[] bytes(String path) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no fixture file " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private record Npy(int rows, int cols, ByteBuffer body) {
        static Npy parse(byte[] file, String type) {
            ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            int headerLength = all.getShort(8);
            String header = new String(file, 10, headerLength, StandardCharsets.US_ASCII);
            Matcher shape = SHAPE.matcher(header);
            if (!header.contains(type) || !shape.find()) {
                throw new IllegalArgumentException("expected " + type + " in " + header);
            }
            int first = Integer.parseInt(shape.group(1));
            ByteBuffer body = all.position(10 + headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);
            return shape.group(2) == null
                    ? new Npy(1, first, body)
                    : new Npy(first, Integer.parseInt(shape.group(2)), body);
        }
    }
}
