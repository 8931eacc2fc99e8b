package org.imprint.classifier.file;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.vision.checkpoint.base.DType;
import org.imprint.vision.checkpoint.safetensors.SafetensorsReader;
import org.imprint.vision.checkpoint.safetensors.SafetensorsWriter;
import org.imprint.vision.checkpoint.safetensors.TensorEntry;

/** A file with a part replaced and all checksums right, which damage alone would hardly ever give. */
final class Forgery {

    /** Texts by key. */
    final Map<String, String> texts = new LinkedHashMap<>();

    /** Raw bytes by tensor. */
    final Map<String, byte[]> tensors = new LinkedHashMap<>();

    private final Map<String, TensorEntry> entries;

    private Forgery(Map<String, TensorEntry> entries) {
        this.entries = entries;
    }

    static Forgery of(Path file) throws java.io.IOException {
        byte[] bytes = java.nio.file.Files.readAllBytes(file);
        int header = (int) java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getLong();
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            Forgery forgery = new Forgery(reader.tensors());
            reader.metadata().forEach((key, text) -> {
                if (!key.startsWith("crc32c")) {
                    forgery.texts.put(key, text);
                }
            });
            reader.tensors()
                    .values()
                    .forEach(t -> forgery.tensors.put(
                            t.name(),
                            java.util.Arrays.copyOfRange(
                                    bytes, 8 + header + (int) t.begin(), 8 + header + (int) t.end())));
            return forgery;
        }
    }

    /** Writes it; a tensor whose length does not fit its shape any more becomes flat, or bytes. */
    void write(Path file) {
        SafetensorsWriter out = new SafetensorsWriter();
        texts.forEach(out::text);
        tensors.forEach((name, bytes) -> {
            TensorEntry entry = entries.get(name);
            boolean same = bytes.length == entry.end() - entry.begin();
            boolean whole = bytes.length % entry.dtype().size() == 0;
            DType dtype = same || whole ? entry.dtype() : DType.UINT8;
            List<Long> shape = same ? entry.shape() : List.of((long) bytes.length / dtype.size());
            out.tensor(name, dtype, shape, sink -> sink.bytes(bytes, 0, bytes.length));
        });
        out.write(file);
    }
}
