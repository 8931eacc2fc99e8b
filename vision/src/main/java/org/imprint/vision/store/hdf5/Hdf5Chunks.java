package org.imprint.vision.store.hdf5;

import io.jhdf.btree.BTreeV1;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.dataset.chunked.indexing.BTreeIndex;
import io.jhdf.dataset.chunked.indexing.ExtensibleArrayIndex;
import io.jhdf.dataset.chunked.indexing.FixedArrayIndex;
import io.jhdf.dataset.chunked.indexing.ImplicitChunkIndex;
import io.jhdf.dataset.chunked.indexing.SingleChunkIndex;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chunks of a dataset of one or two axes; a vector counts as a matrix of one column. */
final class Hdf5Chunks {

    private static final long MAX_CHUNK_BYTES = 1L << 28;
    private static final BitSet NONE_SKIPPED = new BitSet();

    private final Hdf5Bytes bytes;
    private final Hdf5Shape shape;
    private final int rows;
    private final int cols;
    private final Hdf5Filters filters;
    private final boolean plainAtEdge;
    private final Map<Long, Chunk> chunks = new HashMap<>();

    private Hdf5Chunks(Hdf5Bytes bytes, Hdf5Shape shape, int[] sides, Hdf5Filters filters, boolean plainAtEdge) {
        this.bytes = bytes;
        this.shape = shape;
        this.rows = sides[0];
        this.cols = sides.length == 2 ? sides[1] : 1;
        this.filters = filters;
        this.plainAtEdge = plainAtEdge;
        double size = shape.elementBytes();
        for (int side : sides) {
            size *= side;
        }
        if (sides.length != shape.rank() || rows < 1 || cols < 1 || !(size <= MAX_CHUNK_BYTES)) {
            throw new HdfException("its chunks must have 1 to " + MAX_CHUNK_BYTES + " bytes and " + shape.rank()
                    + " axes, was " + Arrays.toString(sides));
        }
    }

    /** Reads where the chunks of a dataset lie whose index is a tree, as HDF5 1.8 and earlier write it. */
    static Hdf5Chunks of(ChunkedDataLayoutMessage layout, Hdf5Bytes bytes, Hdf5Shape shape, Hdf5Filters filters) {
        Hdf5Chunks read = new Hdf5Chunks(bytes, shape, layout.getChunkDimensions(), filters, false);
        if (layout.getBTreeAddress() != Hdf5Bytes.UNDEFINED) {
            read.add(BTreeV1.createDataBTree(bytes.storage(), layout.getBTreeAddress(), shape.rank())
                    .getChunks());
        }
        return read;
    }

    /**
     * Reads where the chunks of a dataset lie, as HDF5 1.10 and later write it.
     *
     * @param plainAtEdge whether chunks that reach beyond the last row or column are not filtered
     */
    static Hdf5Chunks of(
            ChunkedDataLayoutMessageV4 layout,
            Hdf5Bytes bytes,
            Hdf5Shape shape,
            Hdf5Filters filters,
            boolean plainAtEdge) {
        int[] sides = layout.getChunkDimensions(); // the last is the size of an element
        Hdf5Chunks read =
                new Hdf5Chunks(bytes, shape, Arrays.copyOf(sides, Math.max(1, sides.length - 1)), filters, plainAtEdge);
        if (layout.getAddress() != Hdf5Bytes.UNDEFINED) {
            read.add(read.index(layout));
        }
        return read;
    }

    private Collection<Chunk> index(ChunkedDataLayoutMessageV4 layout) {
        int[] sides = shape.rank() == 2 ? new int[] {rows, cols} : new int[] {rows};
        DatasetInfo info = new DatasetInfo(rows * cols * shape.elementBytes(), shape.dimensions(), sides);
        long at = layout.getAddress();
        switch (layout.getIndexingType()) {
            case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX:
                return new SingleChunkIndex(layout, info).getAllChunks();
            case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX:
                bytes.read(at, 0);
                if ((double) shape.rows() * shape.cols() * shape.elementBytes() > bytes.length()) {
                    throw new HdfException("its chunks do not fit into the file, the file is damaged");
                }
                return List.copyOf(new ImplicitChunkIndex(at, info).getAllChunks());
            case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX:
                return new FixedArrayIndex(bytes.storage(), at, info).getAllChunks();
            case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX:
                return new ExtensibleArrayIndex(bytes.storage(), at, info).getAllChunks();
            default:
                return new BTreeIndex(bytes.storage(), at, info).getAllChunks();
        }
    }

    private void add(Collection<Chunk> found) {
        for (Chunk chunk : found) {
            long[] at = chunk.getChunkOffset();
            if (chunk.getAddress() != Hdf5Bytes.UNDEFINED) {
                chunks.put(key(at[0] / rows, shape.rank() == 2 ? at[1] / cols : 0), chunk);
            }
        }
    }

    private long key(long down, long right) {
        return down * (shape.cols() / cols + 1L) + right;
    }

    /** Returns the number of rows that a chunk has. */
    int rows() {
        return rows;
    }

    /** Returns the bytes of rows [from, to). */
    ByteBuffer read(int from, int to) {
        int element = shape.elementBytes();
        byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(to - from, shape.cols()), element)];
        for (int down = from / rows; (long) down * rows < to; down++) {
            for (int right = 0; (long) right * cols < shape.cols(); right++) {
                byte[] chunk = chunk(down, right);
                int left = right * cols;
                int width = Math.min(cols, shape.cols() - left) * element;
                int first = Math.max(from, down * rows);
                int end = (int) Math.min(to, (down + 1L) * rows);
                for (int row = first; row < end; row++) {
                    System.arraycopy(
                            chunk,
                            (row - down * rows) * cols * element,
                            out,
                            ((row - from) * shape.cols() + left) * element,
                            width);
                }
            }
        }
        return ByteBuffer.wrap(out);
    }

    private byte[] chunk(int down, int right) {
        Chunk chunk = chunks.get(key(down, right));
        if (chunk == null) {
            throw new NeverWritten(down * rows, Math.min(shape.rows(), (down + 1L) * rows));
        }
        ByteBuffer stored = bytes.read(chunk.getAddress(), chunk.getSize());
        byte[] raw = new byte[stored.remaining()];
        stored.get(raw);
        boolean edge = (down + 1L) * rows > shape.rows() || (right + 1L) * cols > shape.cols();
        byte[] plain = filters.isEmpty() || plainAtEdge && edge
                ? raw
                : filters.undo(raw, chunk.getFilterMask() == null ? NONE_SKIPPED : chunk.getFilterMask());
        if (plain.length < rows * cols * shape.elementBytes()) {
            throw new HdfException("a chunk has " + plain.length + " bytes in place of "
                    + rows * cols * shape.elementBytes() + ", the file is damaged");
        }
        return plain;
    }

    /** A part of a dataset that no one ever wrote. */
    static final class NeverWritten extends HdfException {

        private static final long serialVersionUID = 1L;

        private final long from;
        private final long to;

        NeverWritten(long from, long to) {
            super("rows " + from + " to " + (to - 1) + " were never written");
            this.from = from;
            this.to = to;
        }

        long from() {
            return from;
        }

        long to() {
            return to;
        }
    }
}
