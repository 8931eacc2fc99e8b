package org.imprint.vision.store.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.file.Path;
import java.util.ArrayList;
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
public final class Hdf5Reader implements AutoCloseable {

    private final Path path;
    private final HdfFile file;
    private final Hdf5Bytes bytes;
    private final Hdf5Links links;

    private Hdf5Reader(Path path, HdfFile file, Hdf5Bytes bytes, Hdf5Links links) {
        this.path = path;
        this.file = file;
        this.bytes = bytes;
        this.links = links;
    }

    /** Opens a file. @throws DataException if it is not an HDF5 file, is cut off, or is damaged at its root */
    public static Hdf5Reader open(Path path) {
        long length = Hdf5Header.check(path);
        HdfFile file = guard(path, "the file", () -> new HdfFile(path));
        try {
            return guard(path, "the file", () -> {
                HdfBackingStorage storage = file.getHdfBackingStorage();
                long base = storage.getSuperblock().getBaseAddressByte();
                Hdf5Bytes bytes = new Hdf5Bytes(storage, length - base);
                return new Hdf5Reader(path, file, bytes, new Hdf5Links(bytes, file.getAddress()));
            });
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Returns whether the root group has an object of this name. */
    public boolean has(String name) {
        return links.names().contains(name);
    }

    /** Returns a dataset [rows, cols]. */
    public Hdf5Table matrix(String name) {
        return table(name, 2);
    }

    /** Returns a dataset [rows]. */
    public Hdf5Table vector(String name) {
        return table(name, 1);
    }

    private Hdf5Table table(String name, int rank) {
        return guard(path, name, () -> {
            long address = links.find(name)
                    .orElseThrow(() -> new DataException(
                            path + ": dataset " + name + " must be there; the file has " + links.names()));
            return new Hdf5Table(path, name, bytes, Hdf5Messages.at(address, bytes), rank);
        });
    }

    /** Throws unless a matrix holds floating-point numbers that can be read, and returns their layout. */
    public FloatLayout layout(Hdf5Table table) {
        return guard(path, table.name(), table::floatLayout);
    }

    /** Reads rows [from, to) of a matrix of floating-point numbers. */
    public FloatMatrix floats(Hdf5Table table, int from, int to) {
        FloatMatrix out = FloatMatrix.zeros(to - from, table.cols());
        inSteps(table, from, to, (at, end) -> table.floats(at, end, out.rows(at - from, end - from)));
        return out;
    }

    /** Reads a vector of integers that fit in 32 bits. */
    public int[] integers(Hdf5Table table) {
        int[] out = new int[table.rows()];
        inSteps(table, 0, out.length, (at, end) -> table.integers(at, end, out));
        return out;
    }

    /** Reads a vector of strings. */
    public List<String> strings(Hdf5Table table) {
        return strings(table, 0, table.rows());
    }

    /** Reads elements [from, to) of a vector of strings. */
    public List<String> strings(Hdf5Table table, int from, int to) {
        List<String> out = new ArrayList<>();
        inSteps(table, from, to, (at, end) -> {
            for (String text : table.strings(at, end)) {
                out.add(text == null ? "" : text);
            }
        });
        return out;
    }

    private interface Step {
        void read(int from, int to);
    }

    private void inSteps(Hdf5Table table, int from, int to, Step step) {
        int rows = table.stepRows();
        for (int at = from; at < to; ) {
            int first = at;
            int end = (int) Math.min(to, (at / rows + 1L) * rows); // whole chunks where possible
            guard(path, table.name() + "[" + first + ":" + end + "]", () -> {
                step.read(first, end);
                return path;
            });
            at = end;
        }
    }

    /** Returns an integer attribute of the file; empty if it is not there. */
    public Optional<Long> number(String name) {
        return attribute(name, Number.class).map(Number::longValue);
    }

    /** Returns a floating-point attribute of the file; empty if it is not there. */
    public Optional<Double> real(String name) {
        return attribute(name, Number.class).map(Number::doubleValue);
    }

    /** Returns a string attribute of the file; empty if it is not there. */
    public Optional<String> text(String name) {
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

    /** Returns the file. */
    public Path path() {
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
}
