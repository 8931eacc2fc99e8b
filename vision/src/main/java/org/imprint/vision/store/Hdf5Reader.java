package org.imprint.vision.store;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;

/**
 * The little of HDF5 that embeddings files use, read with jHDF; whatever goes wrong inside becomes a {@link DataException}.
 *
 * <p>Sizes that a file claims are compared with its length before memory is taken for them.
 */
final class Hdf5Reader implements AutoCloseable {

    /** Deflate packs at most 1 : 1032; a file that claims more is damaged. */
    private static final long MOST_PACKED = 1100;

    private static final long MAX_CHUNK_BYTES = 1L << 28;
    private static final int STEP_BYTES = 1 << 22;

    private final Path path;
    private final long length;
    private final HdfFile file;

    private Hdf5Reader(Path path, long length, HdfFile file) {
        this.path = path;
        this.length = length;
        this.file = file;
    }

    static Hdf5Reader open(Path path) {
        long length = Hdf5Header.check(path);
        return new Hdf5Reader(path, length, guard(path, "the file", () -> new HdfFile(path)));
    }

    boolean has(String name) {
        return guard(path, name, () -> file.getChildren().containsKey(name));
    }

    /** Returns a dataset [rows, cols]. */
    Table matrix(String name) {
        return table(name, 2);
    }

    /** Returns a dataset [rows]. */
    Table vector(String name) {
        return table(name, 1);
    }

    private Table table(String name, int rank) {
        return guard(path, name, () -> {
            Node node = file.getChildren().get(name);
            if (!(node instanceof Dataset set)) {
                throw new DataException(path + ": dataset " + name + " must be there; the file has "
                        + file.getChildren().keySet());
            }
            int[] shape = set.getDimensions();
            if (shape.length != rank) {
                throw new DataException(
                        path + ": " + name + " must have " + rank + " dimension(s), was " + Arrays.toString(shape));
            }
            int cols = rank == 2 ? shape[1] : 1;
            if (shape[0] < 1 || cols < 1 || cols > EmbeddingSpec.MAX_DIMENSION) {
                throw new DataException(path + ": " + name + " must have at least one row and 1 to "
                        + EmbeddingSpec.MAX_DIMENSION + " columns, was " + Arrays.toString(shape));
            }
            Table table = new Table(name, set, shape[0], cols);
            checkSize(table);
            return table;
        });
    }

    private void checkSize(Table table) {
        int element = table.elementBytes();
        if (element < 1 || (double) table.rows * table.cols * element > (double) MOST_PACKED * length) {
            throw new DataException(path + ": " + table.name + " claims " + table.rows + " x " + table.cols
                    + " elements of " + element + " bytes, but the file has only " + length + " bytes");
        }
        if (table.set instanceof ChunkedDataset chunked) {
            double bytes = element;
            for (int side : chunked.getChunkDimensions()) {
                bytes *= side;
            }
            if (!(bytes >= 1 && bytes <= MAX_CHUNK_BYTES)) {
                throw new DataException(path + ": chunks of " + table.name + " must have 1 to " + MAX_CHUNK_BYTES
                        + " bytes, was " + Arrays.toString(chunked.getChunkDimensions()));
            }
        }
    }

    /** Throws unless a matrix holds floating-point numbers. */
    void requireFloats(Table table) {
        if (!(table.type() instanceof FloatingPoint)) {
            throw wrongType(table, "floating-point numbers");
        }
    }

    /** Reads rows [from, to) of a matrix of floating-point numbers. */
    FloatMatrix floats(Table table, int from, int to) {
        FloatMatrix out = FloatMatrix.zeros(to - from, table.cols);
        int step = table.stepRows();
        for (int at = from; at < to; ) {
            int end = (int) Math.min(to, (at / step + 1L) * step); // whole chunks where possible
            copy(slice(table, at, end), out.rows(at - from, end - from), table);
            at = end;
        }
        return out;
    }

    private void copy(Object slice, FloatMatrix out, Table table) {
        if (slice instanceof float[][] rows && rows.length == out.rows()) {
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, out.data(), out.offset(i), out.cols());
            }
        } else if (slice instanceof double[][] rows && rows.length == out.rows()) {
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < out.cols(); j++) {
                    out.data()[out.offset(i) + j] = (float) rows[i][j];
                }
            }
        } else {
            throw wrongType(table, "floating-point numbers");
        }
    }

    /** Reads a vector of integers that fit in 32 bits. */
    int[] integers(Table table) {
        if (!(table.type() instanceof FixedPoint)) {
            throw wrongType(table, "integers");
        }
        int[] out = new int[table.rows];
        int step = table.stepRows();
        for (int at = 0; at < out.length; at += step) {
            Object slice = slice(table, at, (int) Math.min(out.length, (long) at + step));
            int count = Array.getLength(slice);
            for (int i = 0; i < count; i++) {
                out[at + i] = integer(table, at + i, Array.get(slice, i));
            }
        }
        return out;
    }

    private int integer(Table table, int row, Object value) {
        if (value instanceof Number number && number.longValue() == number.intValue()) {
            return number.intValue();
        }
        throw new DataException(path + ": " + table.name + "[" + row + "] must fit in 32 bits, was " + value);
    }

    /** Reads a vector of strings. */
    List<String> strings(Table table) {
        return strings(table, 0, table.rows);
    }

    /** Reads elements [from, to) of a vector of strings. */
    List<String> strings(Table table, int from, int to) {
        DataType type = table.type();
        if (!(type instanceof StringData) && !(type instanceof VariableLength)) {
            throw wrongType(table, "strings");
        }
        List<String> out = new ArrayList<>();
        int step = table.stepRows();
        for (int at = from; at < to; ) {
            int end = (int) Math.min(to, (at / step + 1L) * step);
            if (!(slice(table, at, end) instanceof String[] some)) {
                throw wrongType(table, "strings");
            }
            for (String text : some) {
                out.add(text == null ? "" : text);
            }
            at = end;
        }
        return out;
    }

    private Object slice(Table table, int from, int to) {
        return guard(path, table.name + "[" + from + ":" + to + "]", () -> {
            synchronized (this) {
                return table.cols == 1 && table.set.getDimensions().length == 1
                        ? table.set.getData(new long[] {from}, new int[] {to - from})
                        : table.set.getData(new long[] {from, 0}, new int[] {to - from, table.cols});
            }
        });
    }

    private DataException wrongType(Table table, String wanted) {
        return new DataException(path + ": " + table.name + " must hold " + wanted + ", was "
                + table.type().getClass().getSimpleName() + " of " + table.elementBytes() + " bytes");
    }

    /** Returns an integer attribute of the file; empty if it is not there. */
    Optional<Long> number(String name) {
        return attribute(name, Number.class).map(Number::longValue);
    }

    /** Returns a floating-point attribute of the file; empty if it is not there. */
    Optional<Double> real(String name) {
        return attribute(name, Number.class).map(Number::doubleValue);
    }

    /** Returns a string attribute of the file; empty if it is not there. */
    Optional<String> text(String name) {
        return attribute(name, String.class);
    }

    private <T> Optional<T> attribute(String name, Class<T> type) {
        return guard(path, "attribute " + name, () -> {
            Attribute attribute = file.getAttribute(name);
            if (attribute == null) {
                return Optional.empty();
            }
            Object value = attribute.getData();
            if (!type.isInstance(value)) {
                throw new DataException(path + ": attribute " + name + " must be one "
                        + (type == String.class ? "string" : "number") + ", was " + value);
            }
            return Optional.of(type.cast(value));
        });
    }

    Path path() {
        return path;
    }

    /** Runs a call of jHDF; on damaged files it throws whatever its arrays and buffers happen to throw. */
    private static <T> T guard(Path path, String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (DataException e) {
            throw e;
        } catch (HdfException e) {
            throw new DataException(path + ": " + what + " cannot be read: " + rootMessage(e), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new DataException(path + ": " + what + " cannot be read, the file is damaged (" + e + ")", e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public void close() {
        guard(path, "the file", () -> {
            file.close();
            return path;
        });
    }

    /** A dataset whose shape has been checked. */
    record Table(String name, Dataset set, int rows, int cols) {

        DataType type() {
            return set.getDataType();
        }

        int elementBytes() {
            return type().getSize();
        }

        /** Returns how many rows to read at once: some MiB, and whole chunks. */
        int stepRows() {
            int step = Math.max(1, STEP_BYTES / Math.max(1, cols * elementBytes()));
            if (set instanceof ChunkedDataset chunked) {
                int chunk = Math.max(1, chunked.getChunkDimensions()[0]);
                step = (int) Math.min(Integer.MAX_VALUE, Math.max(1, step / chunk) * (long) chunk);
            }
            return step;
        }
    }
}
