package org.imprint.bench.serve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request that is sent again and again.
 *
 * @param path where to
 * @param headers names and values in turn
 * @param body what
 */
record Question(String path, List<String> headers, byte[] body) {

    /** Returns a question about one embedding by the protocol's binary tensors, the answer binary too. */
    static Question binary(String model, float[] row, String outputs) {
        byte[] json = ("{\"inputs\":[{\"name\":\"embeddings\",\"datatype\":\"FP32\",\"shape\":[1," + row.length
                        + "],\"parameters\":{\"binary_data_size\":" + row.length * Float.BYTES + "}}]" + outputs
                        + ",\"parameters\":{\"binary_data_output\":true}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer body =
                ByteBuffer.allocate(json.length + row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.put(json);
        for (float x : row) {
            body.putFloat(x);
        }
        return new Question(
                "/v2/models/" + model + "/infer",
                List.of(
                        "Content-Type",
                        "application/octet-stream",
                        "Inference-Header-Content-Length",
                        Integer.toString(json.length)),
                body.array());
    }

    /** Returns the same question in JSON. */
    static Question json(String model, float[] row, String outputs) {
        StringBuilder body = new StringBuilder(
                        "{\"inputs\":[{\"name\":\"embeddings\",\"datatype\":\"FP32\",\"shape\":[1,")
                .append(row.length)
                .append("],\"data\":[");
        for (int j = 0; j < row.length; j++) {
            body.append(j == 0 ? "" : ",").append(row[j]);
        }
        body.append("]}]").append(outputs).append('}');
        return new Question(
                "/v2/models/" + model + "/infer",
                List.of("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a question about an image. */
    static Question image(String model, byte[] jpeg) {
        return new Question("/api/" + model + "/predict", List.of("Content-Type", "image/jpeg"), jpeg);
    }

    /** Returns the request as it is sent over a connection that stays. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n");
        for (int i = 0; i < headers.size(); i += 2) {
            head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer all =
                ByteBuffer.allocate(first.length + body.length).put(first).put(body);
        return all.array();
    }

    /** Returns this for a server on a port. */
    byte[] bytes(int port) {
        String text = new String(bytes(), StandardCharsets.ISO_8859_1).replaceFirst("PORT", Integer.toString(port));
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
