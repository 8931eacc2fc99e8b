package org.imprint.vision.checkpoint.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Half;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;
import org.imprint.vision.checkpoint.base.DType;

/**
 * An open safetensors file whose tensors are read when they are asked for.
 *
 * <p>Opening reads and checks the header alone. A tensor that has a checksum in the metadata, as {@link SafetensorsWriter} gives
 * it, is compared with it each time it is read as a whole. Safe for several threads at once, and on hostile files: nothing is
 * allocated that the file has no bytes for. Cost of a tensor: one pass, near the speed of memory for F32; no copy but the result.
 */
public final class SafetensorsReader implements AutoCloseable {

    private static final int CHUNK = 1 << 18;
    private static final int MAX_COLS = 1 << 20;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final OpenFile file;
    private final TensorHeader header;
    private final long buffer;
    private final boolean checksummed;

    private SafetensorsReader(OpenFile file) {
        this.file = file;
        if (file.size() < Long.BYTES) {
            throw refuse(Reason.TRUNCATED, "must have at least 8 bytes, was " + file.size());
        }
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.read(length, 0);
        int n = TensorHeader.checkedLength(file.name(), length.getLong(0), file.size());
        ByteBuffer bytes = ByteBuffer.allocate(n);
        file.read(bytes, Long.BYTES);
        String json = text(bytes.flip());
        this.buffer = Long.BYTES + (long) n;
        this.header = TensorHeader.parse(file.name(), json, file.size() - buffer);
        this.checksummed = Checksums.isIn(json);
        if (checksummed && !Checksums.ofHeader(json).equals(header.metadata().get(Checksums.HEADER))) {
            throw refuse(
                    Reason.BAD_CRC,
                    "header must have the CRC-32C " + header.metadata().get(Checksums.HEADER) + ", was "
                            + Checksums.ofHeader(json) + ": the file is damaged or was changed by another program");
        }
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws CheckpointException if it cannot be read or breaks any rule of the format; nothing stays open
     */
    public static SafetensorsReader open(Path path) {
        OpenFile file = new OpenFile(path);
        try {
            return new SafetensorsReader(file);
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(
                    file.name(), Reason.BAD_JSON, "safetensors header at byte 8 must be valid UTF-8", e);
        }
    }

    /** Returns the tensors in the order of the header, unmodifiable. */
    public Map<String, TensorEntry> tensors() {
        return header.tensors();
    }

    /** Returns the texts in the order of the header, checksums among them, unmodifiable. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** Returns whether header and tensors have checksums, so that damage anywhere is found. */
    public boolean isChecksummed() {
        return checksummed
                && tensors().keySet().stream().allMatch(name -> metadata().containsKey(Checksums.keyOf(name)));
    }

    /** Returns the tensor of this name. @throws CheckpointException if there is none, or it has another type */
    public TensorEntry require(String name, DType... types) {
        TensorEntry entry = Optional.ofNullable(tensors().get(name))
                .orElseThrow(() -> refuse(Reason.WRONG_TENSORS, "must have a tensor " + name + ", has none"));
        if (types.length > 0 && !List.of(types).contains(entry.dtype())) {
            throw refuse(
                    Reason.UNSUPPORTED_DTYPE,
                    "tensor " + name + " must be one of " + List.of(types) + ", was " + entry);
        }
        return entry;
    }

    /**
     * Reads a matrix of finite numbers.
     *
     * @return [n, d] of an F32 or F16 tensor with two axes, d ≥ 1
     * @throws CheckpointException if it is no such tensor, its checksum is wrong or a number is not finite
     */
    public FloatMatrix matrix(String name) {
        TensorEntry entry = requireMatrix(name);
        float[] values = floats(name);
        if (!allFinite(values)) {
            int i = 0;
            while (Float.isFinite(values[i])) {
                i++;
            }
            throw refuse(
                    Reason.MALFORMED, "tensor " + name + " must have finite numbers, was " + values[i] + " at " + i);
        }
        return FloatMatrix.of(
                entry.shape().get(0).intValue(), entry.shape().get(1).intValue(), values);
    }

    /** Only what is finite is 0 when it is multiplied by 0; four sums, as one would wait for itself. */
    private static boolean allFinite(float[] x) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i < x.length - 3; i += 4) {
            a += x[i] * 0f;
            b += x[i + 1] * 0f;
            c += x[i + 2] * 0f;
            d += x[i + 3] * 0f;
        }
        for (; i < x.length; i++) {
            a += x[i] * 0f;
        }
        return a + b + c + d == 0;
    }

    /** Returns the entry of a matrix. @throws CheckpointException unless it is F32 or F16, [n, d] with d ≥ 1 */
    public TensorEntry requireMatrix(String name) {
        TensorEntry entry = require(name, DType.FLOAT32, DType.FLOAT16);
        List<Long> shape = entry.shape();
        if (shape.size() != 2 || shape.get(1) < 1 || shape.get(1) > MAX_COLS || shape.get(0) > Integer.MAX_VALUE) {
            throw refuse(
                    Reason.WRONG_TENSORS,
                    "tensor " + name + " must be [n, d] with d in [1, " + MAX_COLS + "], was " + entry);
        }
        return entry;
    }

    /**
     * Reads some rows that were written by {@link SafetensorsWriter#rows}, and checks each; the tensor as a whole is not read.
     *
     * @return [count, d]
     * @throws CheckpointException as {@link #matrix}, or if there are fewer rows
     */
    public FloatMatrix rows(String name, int from, int count) {
        TensorEntry entry = requireMatrix(name);
        requireRange(name, entry.shape().get(0), from, count);
        int cols = entry.shape().get(1).intValue();
        byte[] expected = bytes(RowSums.nameOf(name), (long) from * Integer.BYTES, count * Integer.BYTES);
        FloatMatrix rows = FloatMatrix.zeros(count, cols);
        ByteBuffer row = ByteBuffer.allocateDirect(cols * entry.dtype().size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            file.read(row.clear(), buffer + entry.begin() + (from + (long) i) * row.capacity());
            if (!RowSums.fits(row.flip(), expected, i)) {
                throw refuse(
                        Reason.BAD_CRC,
                        "row " + (from + i) + " of tensor " + name + " must have its CRC-32C: the file is damaged");
            }
            take(entry.dtype(), row, rows.data(), rows.offset(i));
            int bad = rows.firstNonFinite(i);
            if (bad >= 0) {
                throw refuse(
                        Reason.MALFORMED,
                        "tensor " + name + " must have finite numbers, was " + rows.get(i, bad) + " in row "
                                + (from + i));
            }
        }
        return rows;
    }

    private static void take(DType dtype, ByteBuffer from, float[] out, int at) {
        if (dtype == DType.FLOAT16) {
            for (int i = at; from.hasRemaining(); i++) {
                out[i] = Half.toFloat(from.getShort());
            }
        } else {
            from.asFloatBuffer().get(out, at, from.remaining() / Float.BYTES);
        }
    }

    private void requireRange(String name, long there, long from, long count) {
        if (from < 0 || count < 0 || count > there - from) {
            throw refuse(
                    Reason.OUT_OF_BOUNDS,
                    "part of tensor " + name + " must lie in [0, " + there + "], was " + count + " from " + from);
        }
    }

    /** Reads all elements of an F32 or F16 tensor, row-major. @throws CheckpointException as {@link #matrix}, but takes any number */
    public float[] floats(String name) {
        TensorEntry entry = require(name, DType.FLOAT32, DType.FLOAT16);
        float[] out = new float[length(entry)];
        read(entry, (chunk, from) -> take(entry.dtype(), chunk, out, from));
        return out;
    }

    /** Reads all elements of an F64 tensor. @throws CheckpointException if it has another type or a wrong checksum */
    public double[] doubles(String name) {
        TensorEntry entry = require(name, DType.FLOAT64);
        double[] out = new double[length(entry)];
        read(entry, (chunk, from) -> chunk.asDoubleBuffer().get(out, from, chunk.remaining() / Double.BYTES));
        return out;
    }

    /** Reads all elements of an I64 tensor. @throws CheckpointException if it has another type or a wrong checksum */
    public long[] longs(String name) {
        TensorEntry entry = require(name, DType.INT64);
        long[] out = new long[length(entry)];
        read(entry, (chunk, from) -> chunk.asLongBuffer().get(out, from, chunk.remaining() / Long.BYTES));
        return out;
    }

    /** Reads all elements of an I32 tensor. @throws CheckpointException if it has another type or a wrong checksum */
    public int[] ints(String name) {
        TensorEntry entry = require(name, DType.INT32);
        int[] out = new int[length(entry)];
        read(entry, (chunk, from) -> chunk.asIntBuffer().get(out, from, chunk.remaining() / Integer.BYTES));
        return out;
    }

    /** Reads all elements of a U8 tensor. @throws CheckpointException if it has another type or a wrong checksum */
    public byte[] bytes(String name) {
        TensorEntry entry = require(name, DType.UINT8);
        byte[] out = new byte[length(entry)];
        read(entry, (chunk, from) -> chunk.get(out, from, chunk.remaining()));
        return out;
    }

    /**
     * Reads some elements of a U8 tensor; the tensor's checksum is not looked at.
     *
     * @throws CheckpointException if it has another type or not so many
     */
    public byte[] bytes(String name, long from, int count) {
        TensorEntry entry = require(name, DType.UINT8);
        requireRange(name, entry.numel(), from, count);
        ByteBuffer out = ByteBuffer.allocate(count);
        file.read(out, buffer + entry.begin() + from);
        return out.array();
    }

    private int length(TensorEntry entry) {
        if (entry.numel() > MAX_ARRAY) {
            throw refuse(
                    Reason.LIMIT,
                    "tensor " + entry.name() + " must have at most " + MAX_ARRAY + " elements, was " + entry.numel());
        }
        return (int) entry.numel();
    }

    /** Takes the next elements; the buffer is little-endian and holds whole ones. */
    private interface Taker {
        void take(ByteBuffer chunk, int from);
    }

    private void read(TensorEntry entry, Taker taker) {
        long bytes = entry.end() - entry.begin();
        ByteBuffer chunk =
                ByteBuffer.allocateDirect((int) Math.min(CHUNK, bytes)).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C sum = new CRC32C();
        for (long at = 0; at < bytes; at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - at));
            file.read(chunk, buffer + entry.begin() + at);
            sum.update(chunk.flip());
            chunk.rewind();
            taker.take(chunk, (int) (at / entry.dtype().size()));
        }
        String expected = metadata().get(Checksums.keyOf(entry.name()));
        String actual = Checksums.hex((int) sum.getValue());
        if (expected != null && !expected.equals(actual)) {
            throw refuse(
                    Reason.BAD_CRC,
                    "tensor " + entry.name() + " must have the CRC-32C " + expected + ", was " + actual
                            + ": the file is damaged");
        }
    }

    private CheckpointException refuse(Reason reason, String sentence) {
        return new CheckpointException(file.name(), reason, sentence);
    }

    @Override
    public void close() {
        file.close();
    }
}
