package org.imprint.vision.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Half;
import org.imprint.vision.checkpoint.base.DType;

/**
 * A strided view of a storage: element (i, j, ...) is storage element {@code offset + i * stride[0] + j * stride[1] + ...}.
 *
 * <p>The storage is a part of the mapped file, so a tensor costs no memory until it is converted. Views are immutable and may be
 * read by several threads; the file must not be shortened while they are in use.
 */
public final class Tensor {

    private static final int CHUNK = 1 << 16;

    private final DType dtype;
    private final long[] shape;
    private final long[] stride;
    private final long offset;
    private final ByteBuffer storage;

    /** The caller has checked that every element lies in the storage and that numel fits an int. */
    Tensor(DType dtype, long[] shape, long[] stride, long offset, ByteBuffer storage) {
        this.dtype = dtype;
        this.shape = shape.clone();
        this.stride = stride.clone();
        this.offset = offset;
        this.storage = storage.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the element type. */
    public DType dtype() {
        return dtype;
    }

    /** Returns the sizes of the axes, outermost first; a scalar has none. */
    public List<Long> shape() {
        List<Long> sizes = new ArrayList<>(shape.length);
        for (long size : shape) {
            sizes.add(size);
        }
        return List.copyOf(sizes);
    }

    /** Returns the number of elements, the product of the shape; 1 for a scalar. */
    public long numel() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Returns whether the elements lie in the storage in row-major order without gaps. */
    public boolean isContiguous() {
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && stride[axis] != expected) {
                return numel() == 0;
            }
            expected *= shape[axis];
        }
        return true;
    }

    /**
     * Returns the same elements with the axes in another order, as {@code numpy.transpose}; nothing is copied.
     *
     * @param axes a permutation of 0 .. rank - 1
     * @throws ImprintException if {@code axes} is no permutation
     */
    public Tensor permute(int... axes) {
        int[] sorted = axes.clone();
        Arrays.sort(sorted);
        boolean permutation = sorted.length == shape.length;
        for (int i = 0; permutation && i < sorted.length; i++) {
            permutation = sorted[i] == i;
        }
        Checks.require(permutation, "axes must be a permutation of 0 .. " + (shape.length - 1), Arrays.toString(axes));
        long[] newShape = new long[axes.length];
        long[] newStride = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            newShape[i] = shape[axes[i]];
            newStride[i] = stride[axes[i]];
        }
        return new Tensor(dtype, newShape, newStride, offset, storage);
    }

    /**
     * Returns all elements in row-major order, each rounded to the nearest float; false is 0, true is 1.
     *
     * <p>Cost: one array of numel floats.
     */
    public float[] toFloats() {
        float[] out = new float[(int) numel()];
        int[] next = {0};
        forEach(at -> out[next[0]++] = floatAt(at));
        return out;
    }

    /**
     * Returns all elements of an integer or bool tensor in row-major order.
     *
     * @throws ImprintException if the elements are floating-point numbers
     */
    public long[] toLongs() {
        Checks.require(!dtype.isFloating(), "a tensor read as integers must have an integer type", dtype.wireName());
        long[] out = new long[(int) numel()];
        int[] next = {0};
        forEach(at -> out[next[0]++] = longAt(at));
        return out;
    }

    /**
     * Writes all elements in row-major order as little-endian float32, a chunk at a time.
     *
     * @throws IOException if {@code out} does
     */
    public void writeFloats(OutputStream out) throws IOException {
        if (dtype == DType.FLOAT32 && isContiguous()) {
            copy(out);
            return;
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        forEach(at -> {
            if (!chunk.hasRemaining()) {
                out.write(chunk.array());
                chunk.clear();
            }
            chunk.putFloat(floatAt(at));
        });
        out.write(chunk.array(), 0, chunk.position());
    }

    /** Returns all elements in row-major order, bit for bit, little-endian: numel * dtype.size() bytes. */
    public byte[] toBytes() {
        int size = dtype.size();
        byte[] out = new byte[Math.multiplyExact((int) numel(), size)];
        int[] next = {0};
        forEach(at -> {
            storage.get(at * size, out, next[0], size);
            next[0] += size;
        });
        return out;
    }

    private void copy(OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long from = offset * Float.BYTES;
        long end = from + numel() * Float.BYTES;
        while (from < end) {
            int length = (int) Math.min(CHUNK, end - from);
            storage.get((int) from, chunk, 0, length);
            out.write(chunk, 0, length);
            from += length;
        }
    }

    /** Gives {@code visitor} the storage index of every element, in row-major order. */
    private <E extends Exception> void forEach(Visitor<E> visitor) throws E {
        if (numel() == 0) {
            return;
        }
        int last = shape.length - 1;
        long inner = last < 0 ? 1 : shape[last];
        long step = last < 0 ? 0 : stride[last];
        long[] index = new long[shape.length];
        long row = offset;
        while (true) {
            for (long i = 0; i < inner; i++) {
                visitor.visit((int) (row + i * step));
            }
            int axis = last - 1;
            while (axis >= 0 && ++index[axis] == shape[axis]) {
                row -= stride[axis] * (shape[axis] - 1);
                index[axis--] = 0;
            }
            if (axis < 0) {
                return;
            }
            row += stride[axis];
        }
    }

    private float floatAt(int at) {
        return switch (dtype) {
            case FLOAT32 -> storage.getFloat(at * 4);
            case FLOAT64 -> (float) storage.getDouble(at * 8);
            case FLOAT16 -> Half.toFloat(storage.getShort(at * 2));
            case BFLOAT16 -> Float.intBitsToFloat(storage.getShort(at * 2) << 16);
            default -> (float) longAt(at);
        };
    }

    private long longAt(int at) {
        return switch (dtype) {
            case INT64 -> storage.getLong(at * 8);
            case INT32 -> storage.getInt(at * 4);
            case INT16 -> storage.getShort(at * 2);
            case INT8 -> storage.get(at);
            case UINT8 -> storage.get(at) & 0xff;
            case BOOL -> storage.get(at) == 0 ? 0 : 1;
            default -> throw new IllegalStateException(dtype.wireName());
        };
    }

    private interface Visitor<E extends Exception> {
        void visit(int storageIndex) throws E;
    }

    /** Returns type and shape, such as {@code float32[64, 3, 7, 7]}. */
    @Override
    public String toString() {
        return dtype.wireName() + shape();
    }
}
