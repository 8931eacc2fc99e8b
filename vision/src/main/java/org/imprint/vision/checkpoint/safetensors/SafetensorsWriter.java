package org.imprint.vision.checkpoint.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.checkpoint.base.DType;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.AtomicFile;

/**
 * Writes a safetensors file: tensors and texts are told first, elements are taken when {@link #write} asks for them.
 *
 * <p>The file can be read by any safetensors library. Tensors with larger elements come first, those of equal size in the order in
 * which they were told, and the header is padded to a multiple of 8, so that every element lies at a multiple of its size. Each
 * tensor, and the header, gets a CRC-32C in the metadata, under keys that begin with {@code crc32c}.
 *
 * <p>Memory: the header and one chunk. Used by one thread.
 */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Planned> tensors = new ArrayList<>();

    private record Planned(String name, DType dtype, List<Long> shape, Content content) {
        long bytes() {
            return Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), dtype.size());
        }
    }

    /** Gives the elements of a tensor. */
    @FunctionalInterface
    public interface Content {
        /**
         * Puts all elements into a sink, row-major, in the tensor's type.
         *
         * @throws IOException if the sink does
         */
        void into(TensorSink sink) throws IOException;
    }

    /**
     * Adds a text.
     *
     * @param key none that was there before, not beginning with {@code crc32c}
     */
    public SafetensorsWriter text(String key, String value) {
        Checks.require(!key.startsWith(Checksums.HEADER), "metadata key must not begin with crc32c", key);
        Checks.require(metadata.put(key, value) == null, "metadata key must be new", key);
        return this;
    }

    /**
     * Adds a tensor.
     *
     * @param name not one that was there before, nor {@code __metadata__}
     * @param content gives exactly as many elements of the type as the shape says
     */
    public SafetensorsWriter tensor(String name, DType dtype, List<Long> shape, Content content) {
        boolean isNew = tensors.stream().noneMatch(t -> t.name().equals(name)) && !name.equals("__metadata__");
        Checks.require(isNew, "tensor name must be new", name);
        tensors.add(new Planned(name, dtype, List.copyOf(shape), content));
        return this;
    }

    /** Adds a matrix [n, d] as {@link DType#FLOAT32} or, rounded, as {@link DType#FLOAT16}. */
    public SafetensorsWriter matrix(String name, DType dtype, FloatMatrix m) {
        Checks.require(dtype == DType.FLOAT32 || dtype == DType.FLOAT16, "type of a matrix must be F32 or F16", dtype);
        return tensor(name, dtype, List.of((long) m.rows(), (long) m.cols()), sink -> put(sink, dtype, m));
    }

    /**
     * Adds the rows of some matrices, one below the other, as one tensor [n, d], and a CRC-32C of each row as a second one, by
     * which {@link SafetensorsReader#rows} can check a few rows without reading all.
     *
     * @param dtype {@link DType#FLOAT32} or, rounded, {@link DType#FLOAT16}
     * @param cols d
     */
    public SafetensorsWriter rows(String name, DType dtype, int cols, List<FloatMatrix> parts) {
        long n = parts.stream().mapToLong(FloatMatrix::rows).sum();
        RowSums sums = new RowSums(dtype, cols);
        tensor(name, dtype, List.of(n, (long) cols), sink -> {
            for (FloatMatrix part : parts) {
                put(sink, dtype, part);
            }
        });
        return tensor(RowSums.nameOf(name), DType.UINT8, List.of(n, (long) Integer.BYTES), sink -> {
            for (FloatMatrix part : parts) {
                for (int i = 0; i < part.rows(); i++) {
                    sink.bytes(sums.of(part, i), 0, Integer.BYTES);
                }
            }
        });
    }

    private static void put(TensorSink sink, DType dtype, FloatMatrix m) throws IOException {
        int count = m.rows() * m.cols();
        if (count > 0 && dtype == DType.FLOAT32) {
            sink.floats(m.data(), m.offset(0), count);
        } else if (count > 0) {
            sink.halves(m.data(), m.offset(0), count);
        }
    }

    /** Adds doubles [n] as F64. */
    public SafetensorsWriter doubles(String name, double[] values) {
        return tensor(name, DType.FLOAT64, List.of((long) values.length), s -> s.doubles(values, 0, values.length));
    }

    /** Adds integers [n] as I64. */
    public SafetensorsWriter longs(String name, long[] values) {
        return tensor(name, DType.INT64, List.of((long) values.length), s -> s.longs(values, 0, values.length));
    }

    /** Adds integers [n] as I32. */
    public SafetensorsWriter ints(String name, int[] values) {
        return tensor(name, DType.INT32, List.of((long) values.length), s -> s.ints(values, 0, values.length));
    }

    /** Adds bytes [n] as U8. */
    public SafetensorsWriter bytes(String name, byte[] values) {
        return tensor(name, DType.UINT8, List.of((long) values.length), s -> s.bytes(values, 0, values.length));
    }

    /**
     * Writes the file, which appears whole or not at all, and is on the disk when this returns.
     *
     * @param file its folder must exist; a file that is there is replaced
     * @throws DataException if it cannot be written, or a header would be longer than readers take; what was there stays
     */
    public void write(Path file) {
        try {
            AtomicFile.write(file, temporary -> {
                try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    fill(file, channel);
                }
            });
        } catch (IOException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    /** The checksums stand before what they are of, so the header is written last, in the room that was left for it. */
    private void fill(Path file, FileChannel channel) throws IOException {
        tensors.sort(Comparator.comparingInt((Planned t) -> t.dtype().size()).reversed()); // stable
        Map<String, String> sums = new HashMap<>();
        byte[] room = header(sums);
        if (room.length > TensorHeader.MAX_BYTES) {
            throw new DataException(file + ": safetensors header must have at most " + TensorHeader.MAX_BYTES
                    + " bytes, was " + room.length);
        }
        TensorSink sink = new TensorSink(channel, Long.BYTES + (long) room.length);
        for (Planned tensor : tensors) {
            tensor.content().into(sink);
            sums.put(tensor.name(), Checksums.hex(sink.end(tensor.name(), tensor.bytes())));
        }
        byte[] header = header(sums);
        ByteBuffer begin = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        begin.putLong(header.length).put(header).flip();
        while (begin.hasRemaining()) {
            channel.write(begin, begin.position());
        }
    }

    /** Returns the header's bytes; of one length, whatever the checksums. */
    private byte[] header(Map<String, String> sums) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("__metadata__");
            json.writeStringField(Checksums.HEADER, Checksums.UNKNOWN);
            for (Planned t : tensors) {
                json.writeStringField(Checksums.keyOf(t.name()), sums.getOrDefault(t.name(), Checksums.UNKNOWN));
            }
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            long at = 0;
            for (Planned t : tensors) {
                long end = Math.addExact(at, t.bytes());
                json.writeObjectFieldStart(t.name());
                json.writeStringField("dtype", t.dtype().safetensorsName());
                json.writeArrayFieldStart("shape");
                for (long size : t.shape()) {
                    json.writeNumber(size);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("data_offsets");
                json.writeNumber(at);
                json.writeNumber(end);
                json.writeEndArray();
                json.writeEndObject();
                at = end;
            }
            json.writeEndObject();
        }
        return padded(text.toString());
    }

    private static byte[] padded(String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        String whole = json + " ".repeat((ALIGNMENT - bytes % ALIGNMENT) % ALIGNMENT);
        int digits = Checksums.BEGIN.length();
        String sum = Checksums.ofHeader(whole);
        return (whole.substring(0, digits) + sum + whole.substring(digits + sum.length()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
