package org.imprint.serve.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests and answers by the binary tensor extension, written and read byte by byte by its description alone.
 *
 * <p>Origin: extension_binary_data.md of triton-inference-server/server, commit 6306a13d.
 */
final class BinaryMessage {

    private BinaryMessage() {}

    /** A body, and how much of it is JSON. */
    record Body(byte[] bytes, int json) {}

    /** Puts bytes behind JSON. */
    static Body of(String json, byte[] behind) {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + behind.length);
        System.arraycopy(behind, 0, all, head.length, behind.length);
        return new Body(all, head.length);
    }

    /** Writes the bits of numbers, lowest byte first. @param size bytes of each */
    static byte[] littleEndian(int size, long... bits) {
        byte[] bytes = new byte[size * bits.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits[i / size] >>> 8 * (i % size));
        }
        return bytes;
    }

    /** Writes numbers as FP32. */
    static byte[] fp32(float... numbers) {
        long[] bits = new long[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers[i]);
        }
        return littleEndian(4, bits);
    }

    /** Writes byte strings, each behind its length. */
    static byte[] strings(byte[]... strings) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] string : strings) {
            all.writeBytes(littleEndian(4, string.length));
            all.writeBytes(string);
        }
        return all.toByteArray();
    }

    /** Cuts the tensors out of an answer. Returns their bytes by name, in order. */
    static Map<String, byte[]> tensors(HttpResponse<byte[]> response) throws IOException {
        int json = Integer.parseInt(
                response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
        Map<String, byte[]> tensors = new LinkedHashMap<>();
        int at = json;
        for (JsonNode output : head(response).path("outputs")) {
            JsonNode size = output.at("/parameters/binary_data_size");
            if (!size.isMissingNode()) {
                tensors.put(
                        output.path("name").asText(), Arrays.copyOfRange(response.body(), at, at += size.intValue()));
            }
        }
        if (at != response.body().length) {
            throw new IllegalStateException("of " + response.body().length + " bytes " + at + " are told of");
        }
        return tensors;
    }

    /** Returns the JSON of an answer. */
    static JsonNode head(HttpResponse<byte[]> response) throws IOException {
        String json =
                response.headers().firstValue("Inference-Header-Content-Length").orElseThrow();
        return new ObjectMapper().readTree(response.body(), 0, Integer.parseInt(json));
    }

    /** Reads FP32. */
    static float[] floats(byte[] bytes) {
        float[] numbers = new float[bytes.length / 4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.intBitsToFloat(integer(bytes, 4 * i));
        }
        return numbers;
    }

    /** Reads texts, each behind its length. */
    static List<String> texts(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = integer(bytes, at);
            texts.add(new String(bytes, at + 4, length, StandardCharsets.UTF_8));
            at += 4 + length;
        }
        return texts;
    }

    private static int integer(byte[] bytes, int at) {
        return bytes[at] & 0xff
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }
}
