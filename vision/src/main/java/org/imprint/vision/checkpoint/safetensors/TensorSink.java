package org.imprint.vision.checkpoint.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.imprint.core.matrix.Half;

/**
 * Takes the elements of tensors on their way into a file, from wherever they lie, a chunk at a time.
 *
 * <p>Memory: one chunk, whatever the tensors' size. Used by one thread.
 */
public final class TensorSink {

    private static final int CHUNK = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private CRC32C sum = new CRC32C();
    private long at;
    private long taken;

    /** @param at where the first element goes */
    TensorSink(FileChannel channel, long at) {
        this.channel = channel;
        this.at = at;
    }

    /** Takes floats as F32. */
    public void floats(float[] values, int from, int count) throws IOException {
        for (int i = 0; i < count; ) {
            int some = Math.min(count - i, room(Float.BYTES));
            chunk.asFloatBuffer().put(values, from + i, some);
            chunk.position(chunk.position() + some * Float.BYTES);
            i += some;
        }
    }

    /** Takes floats as F16, each rounded to the nearest half, ties to even. */
    public void halves(float[] values, int from, int count) throws IOException {
        for (int i = 0; i < count; ) {
            int some = Math.min(count - i, room(Short.BYTES));
            for (int k = 0; k < some; k++) {
                chunk.putShort(Half.of(values[from + i + k]));
            }
            i += some;
        }
    }

    /** Takes doubles as F64. */
    public void doubles(double[] values, int from, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            room(Double.BYTES);
            chunk.putDouble(values[from + i]);
        }
    }

    /** Takes integers as I64. */
    public void longs(long[] values, int from, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            room(Long.BYTES);
            chunk.putLong(values[from + i]);
        }
    }

    /** Takes integers as I32. */
    public void ints(int[] values, int from, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            room(Integer.BYTES);
            chunk.putInt(values[from + i]);
        }
    }

    /** Takes bytes as they are. */
    public void bytes(byte[] values, int from, int count) throws IOException {
        for (int i = 0; i < count; ) {
            int some = Math.min(count - i, room(1));
            chunk.put(values, from + i, some);
            i += some;
        }
    }

    /** Returns how many elements of {@code size} bytes fit, at least one; all chunks are whole multiples of 8 but a tensor's last. */
    private int room(int size) throws IOException {
        if (chunk.remaining() < size) {
            flush();
        }
        return chunk.remaining() / size;
    }

    private void flush() throws IOException {
        chunk.flip();
        sum.update(chunk.duplicate());
        taken += chunk.limit();
        while (chunk.hasRemaining()) {
            at += channel.write(chunk, at);
        }
        chunk.clear();
    }

    /**
     * Ends a tensor.
     *
     * @param bytes that it must have had
     * @return the CRC-32C of its bytes
     */
    int end(String name, long bytes) throws IOException {
        flush();
        if (taken != bytes) {
            throw new IllegalStateException("tensor " + name + " must be given " + bytes + " bytes, was " + taken);
        }
        int crc = (int) sum.getValue();
        sum = new CRC32C();
        taken = 0;
        return crc;
    }
}
