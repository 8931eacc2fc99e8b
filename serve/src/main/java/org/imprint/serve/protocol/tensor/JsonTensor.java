package org.imprint.serve.protocol.tensor;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imprint.serve.http.BadJson;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Told;

/**
 * The data of a tensor as they stand in JSON: nested as the shape says, or flat.
 *
 * @param in stands at the start of the array
 * @param bytes how many of the JSON are left
 */
public record JsonTensor(String name, TensorType type, TensorShape shape, JsonParser in, long bytes)
        implements TensorSource {

    /** Takes the scalar at which the parser stands. */
    @FunctionalInterface
    private interface Scalar {
        void take(int element) throws IOException;
    }

    @Override
    public float[] numbers() {
        if (type == TensorType.FP16 || type == TensorType.BF16) {
            throw new HttpProblem(400, "data of " + name + " must be binary for " + type + ", was JSON");
        }
        float[] numbers = new float[elements()];
        read(i -> numbers[i] = number(i));
        return numbers;
    }

    private float number(int element) throws IOException {
        if (!in.currentToken().isNumeric()) {
            throw unfit(element, "a number");
        }
        return in.getFloatValue();
    }

    @Override
    public byte[] octets() {
        byte[] octets = new byte[elements()];
        read(i -> octets[i] = octet(i));
        return octets;
    }

    private byte octet(int element) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unfit(element, "an integer in [0, 255]");
        }
        long value = in.getLongValue();
        if (value < 0 || value > 255) {
            throw unfit(element, "an integer in [0, 255]");
        }
        return (byte) value;
    }

    @Override
    public List<byte[]> strings() {
        List<byte[]> strings = new ArrayList<>(elements());
        read(i -> strings.add(string(i)));
        return strings;
    }

    private byte[] string(int element) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw unfit(element, "a string of base64");
        }
        try {
            return in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
        } catch (JsonProcessingException e) {
            throw new HttpProblem(
                    400,
                    name + shape.place(element) + " must be a file in base64 (RFC 4648, with padding): "
                            + e.getOriginalMessage().replaceFirst("^Failed to decode [^:]*: ", ""));
        }
    }

    private HttpProblem unfit(int element, String rule) throws IOException {
        return new HttpProblem(
                400, name + shape.place(element) + " must be " + rule + ", was " + Told.text(in.getText()));
    }

    /** Each element takes two bytes at least, itself and what follows it: nothing larger than the body is made from a shape alone. */
    private int elements() {
        if (shape.elements() > bytes / 2) {
            throw misfit("shorter");
        }
        return shape.elements();
    }

    private void read(Scalar scalar) {
        try {
            JsonToken first = in.nextToken();
            if (first == JsonToken.START_ARRAY && shape.rank() > 1) {
                level(shape.dims(), 0, 0, first, scalar);
            } else {
                level(List.of((long) shape.elements()), 0, 0, first, scalar);
            }
        } catch (IOException e) {
            throw BadJson.problem(e);
        }
    }

    /** Reads one array, behind whose start the parser stands at its first element. Returns the place of the element behind it. */
    private int level(List<Long> dims, int axis, int from, JsonToken first, Scalar scalar) throws IOException {
        JsonToken token = first;
        int at = from;
        boolean isLast = axis + 1 == dims.size();
        long length = dims.get(axis);
        for (long i = 0; i < length; i++) {
            if (isLast) {
                requireScalar(token);
                scalar.take(at++);
            } else {
                if (token != JsonToken.START_ARRAY) {
                    throw misfit(token == JsonToken.END_ARRAY ? "shorter" : "nested otherwise");
                }
                at = level(dims, axis + 1, at, in.nextToken(), scalar);
            }
            token = in.nextToken();
        }
        if (token != JsonToken.END_ARRAY) {
            throw misfit("longer");
        }
        return at;
    }

    private void requireScalar(JsonToken token) {
        if (!token.isScalarValue()) {
            throw misfit(token == JsonToken.END_ARRAY ? "shorter" : "nested otherwise");
        }
    }

    private HttpProblem misfit(String what) {
        return new HttpProblem(
                400,
                "data of " + name + " must be an array of " + shape.elements() + " elements, flat or nested as " + shape
                        + ", was " + what);
    }
}
