package org.imprint.vision.store.hdf5;

import io.jhdf.dataset.DatasetReader;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;

/**
 * A dataset of one or two axes whose shape has been checked: where its elements lie, and what their bits mean.
 *
 * <p>Parts that were never written are refused; HDF5 would make them up from a fill value.
 */
public final class Hdf5Table {

    /** Deflate packs at most 1 : 1032; a file that claims more is damaged. */
    private static final long MOST_PACKED = 1100;

    /** The most columns that a table may have. */
    public static final int MOST_COLS = 1 << 20;

    private static final int STEP_BYTES = 1 << 22;
    private static final int VIRTUAL = 3;
    private static final int NULL_SPACE = 2;

    private final Path path;
    private final String name;
    private final Hdf5Bytes bytes;
    private final DataType type;
    private final Hdf5Shape shape;
    private final Optional<Hdf5Chunks> chunks;
    private final Rows rows;
    private final Optional<String> fill;

    /** Returns the bytes of rows [from, to). */
    private interface Rows {
        ByteBuffer read(int from, int to);
    }

    /**
     * Reads where a dataset lies.
     *
     * @param path the file, for messages
     * @param name the dataset's name, for messages
     * @param rank number of axes that it must have
     */
    Hdf5Table(Path path, String name, Hdf5Bytes bytes, Hdf5Messages header, int rank) {
        this.path = path;
        this.name = name;
        this.bytes = bytes;
        requireHere(header);
        this.type = DataType.readDataType(header.get(Hdf5Messages.DATA_TYPE));
        this.shape = shape(header, rank);
        this.fill = fill(header);
        DataLayoutMessage layout = layout(header.get(Hdf5Messages.DATA_LAYOUT));
        Hdf5Filters filters =
                header.find(Hdf5Messages.FILTERS).map(Hdf5Filters::of).orElseGet(Hdf5Filters::none);
        if (layout instanceof ChunkedDataLayoutMessage old) {
            this.chunks = Optional.of(Hdf5Chunks.of(old, bytes, shape, filters));
        } else if (layout instanceof ChunkedDataLayoutMessageV4 latest) {
            boolean plainAtEdge = (header.get(Hdf5Messages.DATA_LAYOUT).get(2) & 1) != 0;
            this.chunks = Optional.of(Hdf5Chunks.of(latest, bytes, shape, filters, plainAtEdge));
        } else {
            this.chunks = Optional.empty();
        }
        this.rows = chunks.<Rows>map(c -> c::read).orElseGet(() -> together(layout));
    }

    private static void requireHere(Hdf5Messages header) {
        if (!header.has(Hdf5Messages.DATA_SPACE)) {
            throw new HdfException(
                    "it must be a dataset, was a " + (header.has(Hdf5Messages.DATA_TYPE) ? "named type" : "group"));
        }
        if (header.has(Hdf5Messages.EXTERNAL_FILES)) {
            throw new UnsupportedHdfException(
                    "its numbers lie in other files (external storage), which are not read; copy them into this file");
        }
        ByteBuffer layout = header.get(Hdf5Messages.DATA_LAYOUT);
        if (layout.get(0) >= 3 && layout.get(1) == VIRTUAL) {
            throw new UnsupportedHdfException("it is a virtual dataset, a view of other ones, which is not read; "
                    + "copy its numbers into a dataset of this file");
        }
    }

    private Hdf5Shape shape(Hdf5Messages header, int rank) {
        DataSpace space = DataSpace.readDataSpace(
                header.get(Hdf5Messages.DATA_SPACE), bytes.storage().getSuperblock());
        long[] sides = space.getDimensionsAsLong();
        if (sides.length != rank) {
            throw new DataException(path + ": " + name + " must have " + rank + " dimension(s), was "
                    + (space.getType() == NULL_SPACE ? "empty (no shape)" : Arrays.toString(sides)));
        }
        long cols = rank == 2 ? sides[1] : 1;
        if (sides[0] < 1 || sides[0] > Integer.MAX_VALUE || cols < 1 || cols > MOST_COLS) {
            throw new DataException(path + ": " + name + " must have 1 to " + Integer.MAX_VALUE + " rows and 1 to "
                    + MOST_COLS + " columns, was " + Arrays.toString(sides));
        }
        int element = type.getSize();
        if (element < 1 || (double) sides[0] * cols * element > (double) MOST_PACKED * bytes.length()) {
            throw new DataException(path + ": " + name + " claims " + sides[0] + " x " + cols + " elements of "
                    + element + " bytes, but the file has only " + bytes.length() + " bytes");
        }
        return new Hdf5Shape(rank, (int) sides[0], (int) cols, element);
    }

    private DataLayoutMessage layout(ByteBuffer message) {
        return DataLayoutMessage.createDataLayoutMessage(
                message, bytes.storage().getSuperblock(), new BitSet());
    }

    private Rows together(DataLayoutMessage layout) {
        int row = Math.multiplyExact(shape.cols(), shape.elementBytes());
        if (layout instanceof CompactDataLayoutMessage compact) {
            ByteBuffer all = compact.getDataBuffer();
            return (from, to) -> all.slice(from * row, (to - from) * row);
        }
        long address = ((ContiguousDataLayoutMessage) layout).getAddress();
        return (from, to) -> {
            if (address == Hdf5Bytes.UNDEFINED) {
                throw new Hdf5Chunks.NeverWritten(0, shape.rows());
            }
            return bytes.read(Math.addExact(address, (long) from * row), Math.multiplyExact(to - from, row));
        };
    }

    /** Returns what HDF5 would read where nothing was written, if that is a number. */
    private Optional<String> fill(Hdf5Messages header) {
        ByteBuffer value = null;
        if (header.has(Hdf5Messages.FILL_VALUE)) {
            ByteBuffer message = header.get(Hdf5Messages.FILL_VALUE);
            int version = message.get();
            boolean given = version == 3 ? (message.get(1) & 1 << 5) != 0 : message.get(3) == 1;
            value = given ? message.position(version == 3 ? 2 : 4) : null;
        } else if (header.has(Hdf5Messages.OLD_FILL_VALUE)) {
            value = header.get(Hdf5Messages.OLD_FILL_VALUE);
        }
        if (value == null || value.remaining() < 4 + type.getSize() || value.getInt() < type.getSize()) {
            return Optional.of("0");
        }
        ByteBuffer bits = value.slice();
        if (type instanceof FloatingPoint f) {
            FloatLayout layout = FloatLayout.of(f);
            return Optional.of(Double.toString(layout.value(bits(bits, layout.order(), layout.bytes()))));
        }
        return type instanceof FixedPoint f ? Optional.of(text(IntegerLayout.of(f), bits)) : Optional.empty();
    }

    private static String text(IntegerLayout layout, ByteBuffer bits) {
        return layout.text(layout.value(bits(bits, layout.order(), layout.bytes())));
    }

    String name() {
        return name;
    }

    /** Returns n, at least 1. */
    public int rows() {
        return shape.rows();
    }

    /** Returns d, in [1, {@link #MOST_COLS}]; 1 for a vector. */
    public int cols() {
        return shape.cols();
    }

    /** Throws unless the elements are floating-point numbers of a layout that is read, and returns it. */
    FloatLayout floatLayout() {
        if (type instanceof FloatingPoint floating) {
            return FloatLayout.of(floating);
        }
        throw wrongType("floating-point numbers");
    }

    /** Returns the names of an enumeration of integers 0, 1, …, and nothing for any other type. */
    public List<String> enumeration() {
        List<String> names = new ArrayList<>();
        if (type instanceof EnumDataType e) {
            while (e.getEnumMapping().containsKey(names.size())) {
                names.add(e.getEnumMapping().get(names.size()));
            }
            return names.size() == e.getEnumMapping().size() ? names : List.of();
        }
        return names;
    }

    /** Returns how many rows to read at once: some MiB, and whole chunks. */
    int stepRows() {
        int step = Math.max(1, STEP_BYTES / Math.max(1, shape.cols() * shape.elementBytes()));
        int chunk = chunks.map(Hdf5Chunks::rows).orElse(1);
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, step / chunk) * (long) chunk);
    }

    private ByteBuffer read(int from, int to) {
        try {
            return rows.read(from, to);
        } catch (Hdf5Chunks.NeverWritten e) {
            throw new DataException(
                    path + ": rows " + e.from() + " to " + (e.to() - 1) + " of " + name
                            + " were never written, at least "
                            + "in part"
                            + fill.map(f -> " (HDF5 would make up " + f + " there)")
                                    .orElse("")
                            + "; write every element",
                    e);
        }
    }

    /** Reads rows [from, to) of floating-point numbers into a matrix of as many rows. */
    void floats(int from, int to, FloatMatrix out) {
        FloatLayout layout = floatLayout();
        ByteBuffer in = read(from, to).order(layout.order());
        float[] data = out.data();
        int start = out.offset(0);
        int n = (to - from) * cols();
        if (layout.isIeee() && layout.bytes() == Float.BYTES) {
            in.asFloatBuffer().get(data, start, n);
        } else if (layout.isIeee() && layout.bytes() == Short.BYTES) {
            for (int i = 0; i < n; i++) {
                data[start + i] = FloatingPoint.toFloat(in.getShort());
            }
        } else {
            for (int i = 0; i < n; i++) {
                double x = layout.value(bits(in, layout.order(), layout.bytes()));
                data[start + i] = rounded(x, from + i / cols());
            }
        }
    }

    private float rounded(double x, int row) {
        float rounded = (float) x;
        if (Float.isInfinite(rounded) && !Double.isInfinite(x)) {
            throw new DataException(path + ": " + name + " must fit in float32, was " + x + " in row " + row);
        }
        return rounded;
    }

    /** Reads rows [from, to) of a vector of integers that fit in 32 bits. */
    void integers(int from, int to, int[] out) {
        DataType base = type instanceof EnumDataType e ? e.getBaseType() : type;
        if (!(base instanceof FixedPoint fixed)) {
            throw wrongType("integers");
        }
        IntegerLayout layout = IntegerLayout.of(fixed);
        ByteBuffer in = read(from, to);
        for (int i = from; i < to; i++) {
            long value = layout.value(bits(in, layout.order(), layout.bytes()));
            if (!layout.isInt(value)) {
                throw new DataException(
                        path + ": " + name + "[" + i + "] must fit in 32 bits, was " + layout.text(value));
            }
            out[i] = (int) value;
        }
    }

    /** Reads rows [from, to) of a vector of strings. */
    String[] strings(int from, int to) {
        if (!Hdf5Types.isText(type)) {
            throw wrongType("strings");
        }
        return (String[]) DatasetReader.readDataset(type, read(from, to), new int[] {to - from}, bytes.storage());
    }

    private DataException wrongType(String wanted) {
        return new DataException(path + ": " + name + " must hold " + wanted + ", was " + Hdf5Types.name(type));
    }

    private static long bits(ByteBuffer in, ByteOrder order, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            long next = in.get() & 0xffL;
            bits = order == ByteOrder.BIG_ENDIAN ? bits << 8 | next : bits | next << 8 * i;
        }
        return bits;
    }
}
