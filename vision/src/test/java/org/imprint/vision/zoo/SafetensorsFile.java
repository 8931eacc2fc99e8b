package org.imprint.vision.zoo;

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
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Writes float32 tensors as a safetensors file, one at a time. */
final class SafetensorsFile {

    private SafetensorsFile() {}

    static Path write(Path path, Map<String, List<Long>> shapes, BiFunction<String, List<Long>, float[]> elements)
            throws IOException {
        ObjectNode header = new ObjectMapper().createObjectNode();
        long at = 0;
        for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
            long bytes =
                    4 * tensor.getValue().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
            ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", "F32");
            tensor.getValue().forEach(entry.withArray("shape")::add);
            entry.withArray("data_offsets").add(at).add(at + bytes);
            at += bytes;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            out.write(json);
            for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
                float[] values = elements.apply(tensor.getKey(), tensor.getValue());
                ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
                raw.asFloatBuffer().put(values);
                out.write(raw.array());
            }
        }
        return path;
    }
}
