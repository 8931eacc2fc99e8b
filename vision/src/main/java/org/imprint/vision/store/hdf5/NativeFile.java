package org.imprint.vision.store.hdf5;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Pointer;
import org.imprint.vision.data.DataException;

/**
 * An HDF5 file open for writing: the few calls that the store needs, each under the library's lock and each checked.
 *
 * <p>Numbers go in from direct buffers, which JavaCPP neither copies nor counts against its limit of memory. Objects carry
 * no times of change, so that equal content makes equal bytes.
 */
public final class NativeFile implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 18;
    private static final int EMPTY_BYTES = 1 << 16;
    private static final int ZERO_BYTES = 1 << 20;

    private final Path shown;
    private final long id;
    private final Map<String, Long> open = new HashMap<>();

    private NativeFile(Path shown, long id) {
        this.shown = shown;
        this.id = id;
    }

    /**
     * Creates the file, replacing one that is there.
     *
     * <p>All its places on the disk are taken before the library sees it, and it is cut to its length when it is closed: the library does
     * not live through a disk that becomes full while it writes, whoever filled it.
     *
     * @param path where
     * @param shown the name that it will have in the end, for messages
     * @param room bytes, at least as many as the file will have
     * @throws IOException if there is not so much room
     */
    public static NativeFile create(Path path, Path shown, long room) throws IOException {
        NativeHdf5.require(shown);
        synchronized (NativeHdf5.LOCK) {
            reserve(path, emptyFile(shown), room);
            long access = hdf5.H5Pcreate(hdf5.H5P_CLS_FILE_ACCESS_ID_g());
            hdf5.H5Pset_file_locking(
                    access, false, true); // the name is ours alone, and not every file system has locks
            long id = hdf5.H5Fopen(path.toString(), hdf5.H5F_ACC_RDWR, access);
            hdf5.H5Pclose(access);
            if (id < 0) {
                throw new DataException(shown + ": cannot be created");
            }
            return new NativeFile(shown, id);
        }
    }

    /** Returns the bytes of a file without content, made in memory. */
    private static ByteBuffer emptyFile(Path shown) {
        long access = hdf5.H5Pcreate(hdf5.H5P_CLS_FILE_ACCESS_ID_g());
        hdf5.H5Pset_fapl_core(access, EMPTY_BYTES, false);
        long id = hdf5.H5Fcreate(shown.getFileName().toString(), hdf5.H5F_ACC_TRUNC, hdf5.H5P_DEFAULT, access);
        hdf5.H5Pclose(access);
        ByteBuffer image = direct(EMPTY_BYTES);
        hdf5.H5Fflush(id, hdf5.H5F_SCOPE_GLOBAL);
        long size = hdf5.H5Fget_file_image(id, new Pointer(image), EMPTY_BYTES);
        hdf5.H5Fclose(id);
        if (size <= 0) {
            throw new DataException(shown + ": cannot be created");
        }
        return image.limit((int) size);
    }

    /** Writes a file's beginning and zeros behind it, which hold its places. */
    private static void reserve(Path path, ByteBuffer begin, long room) throws IOException {
        ByteBuffer zeros = direct(ZERO_BYTES);
        try (FileChannel out = FileChannel.open(path, CREATE, WRITE, TRUNCATE_EXISTING)) {
            long at = begin.remaining();
            while (begin.hasRemaining()) {
                out.write(begin);
            }
            while (at < room) {
                at += out.write(zeros.clear().limit((int) Math.min(ZERO_BYTES, room - at)));
            }
        }
    }

    /** Creates an extendible dataset [rows, cols] whose chunks all get their place in the file now. */
    public void createMatrix(String name, NumberType type, long rows, int cols) {
        long chunkRows = Math.max(1, Math.min(rows, CHUNK_BYTES / ((long) cols * type.bytes)));
        create(name, type::make, new long[] {rows, cols}, new long[] {chunkRows, cols});
    }

    /** Creates an extendible dataset [rows] of int32. */
    public void createVector(String name, long rows) {
        long chunk = Math.max(1, Math.min(rows, CHUNK_BYTES / NumberType.INT32.bytes));
        create(name, NumberType.INT32::make, new long[] {rows}, new long[] {chunk});
    }

    /** Creates an extendible dataset [rows] of UTF-8 strings of at most {@code size} bytes, padded with zeros. */
    public void createStrings(String name, long rows, int size) {
        long chunk = Math.max(1, Math.min(rows, CHUNK_BYTES / size));
        create(name, () -> string(size, hdf5.H5T_STR_NULLPAD), new long[] {rows}, new long[] {chunk});
    }

    private void create(String name, TypeMaker maker, long[] shape, long[] chunk) {
        synchronized (NativeHdf5.LOCK) {
            try (Handles h = new Handles()) {
                long[] limit = shape.clone();
                limit[0] = hdf5.H5S_UNLIMITED;
                long space = h.space(hdf5.H5Screate_simple(shape.length, shape, limit));
                long type = h.type(maker.make());
                long list = h.list(hdf5.H5Pcreate(hdf5.H5P_CLS_DATASET_CREATE_ID_g()));
                check(hdf5.H5Pset_chunk(list, chunk.length, chunk), "set the chunks of " + name);
                check(hdf5.H5Pset_alloc_time(list, hdf5.H5D_ALLOC_TIME_EARLY), "reserve " + name);
                check(hdf5.H5Pset_fill_time(list, hdf5.H5D_FILL_TIME_NEVER), "reserve " + name);
                check(hdf5.H5Pset_obj_track_times(list, false), "set up " + name);
                long set = hdf5.H5Dcreate2(id, name, type, space, hdf5.H5P_DEFAULT, list, hdf5.H5P_DEFAULT);
                check(set, "create " + name);
                open.put(name, set);
            }
        }
    }

    /** Writes {@code count} rows of a dataset, beginning at row {@code from}; the buffer is direct and in native order. */
    public void write(String name, int from, int count, ByteBuffer values) {
        synchronized (NativeHdf5.LOCK) {
            try (Handles h = new Handles()) {
                long set = dataset(name);
                long space = h.space(hdf5.H5Dget_space(set));
                int rank = hdf5.H5Sget_simple_extent_ndims(space);
                long[] shape = new long[rank];
                hdf5.H5Sget_simple_extent_dims(space, shape, (long[]) null);
                long[] start = new long[rank];
                start[0] = from;
                long[] block = shape.clone();
                block[0] = count;
                check(hdf5.H5Sselect_hyperslab(space, hdf5.H5S_SELECT_SET, start, null, block, (long[]) null), name);
                long memory = h.space(hdf5.H5Screate_simple(rank, block, (long[]) null));
                long type = h.type(hdf5.H5Dget_type(set));
                check(
                        hdf5.H5Dwrite(set, type, memory, space, hdf5.H5P_DEFAULT, new Pointer(values)),
                        "write rows " + from + " to " + (from + count) + " of " + name);
            }
        }
    }

    /** Creates an attribute of the file with one UTF-8 string of variable length, which must not contain NUL. */
    public void createText(String name, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer characters = direct(text.length + 1).put(0, text);
        long address = new Pointer(characters).address();
        createAttribute(name, () -> string(hdf5.H5T_VARIABLE, hdf5.H5T_STR_NULLTERM), number(address));
        Reference.reachabilityFence(characters); // HDF5 has read the text through its bare address
    }

    /** Creates an attribute of the file with one int64. */
    public void createNumber(String name, long value) {
        createAttribute(name, NumberType.INT64::make, number(value));
    }

    /** Creates an attribute of the file with one float64. */
    public void createReal(String name, double value) {
        createAttribute(name, NumberType.FLOAT64::make, direct(Double.BYTES).putDouble(0, value));
    }

    private void createAttribute(String name, TypeMaker maker, ByteBuffer value) {
        synchronized (NativeHdf5.LOCK) {
            try (Handles h = new Handles()) {
                long type = h.type(maker.make());
                long space = h.space(hdf5.H5Screate(hdf5.H5S_SCALAR));
                long attribute =
                        h.attribute(hdf5.H5Acreate2(id, name, type, space, hdf5.H5P_DEFAULT, hdf5.H5P_DEFAULT));
                check(attribute, "create attribute " + name);
                check(hdf5.H5Awrite(attribute, type, new Pointer(value)), "write attribute " + name);
            }
        }
    }

    @Override
    public void close() {
        synchronized (NativeHdf5.LOCK) {
            long worst = 0;
            for (long set : open.values()) {
                worst = Math.min(worst, hdf5.H5Dclose(set));
            }
            open.clear();
            worst = Math.min(worst, hdf5.H5Fclose(id));
            check(worst, "close");
        }
    }

    private long dataset(String name) {
        return open.computeIfAbsent(name, n -> {
            long set = hdf5.H5Dopen2(id, n, hdf5.H5P_DEFAULT);
            check(set, "open " + n);
            return set;
        });
    }

    private void check(long result, String what) {
        if (result < 0) {
            File disk = shown.toAbsolutePath().getParent().toFile();
            throw new DataException(shown + ": HDF5 could not " + what + "; the disk has "
                    + (disk.getUsableSpace() >> 20) + " MiB free");
        }
    }

    private static long string(long size, int padding) {
        long type = hdf5.H5Tcopy(hdf5.H5T_C_S1_g());
        hdf5.H5Tset_size(type, size);
        hdf5.H5Tset_cset(type, hdf5.H5T_CSET_UTF8);
        hdf5.H5Tset_strpad(type, padding);
        return type;
    }

    private static ByteBuffer number(long value) {
        return direct(Long.BYTES).putLong(0, value);
    }

    /** Returns a new direct buffer in the byte order of our files. */
    public static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number types of our files, all little-endian in the file and in the buffers given. */
    public enum NumberType {
        FLOAT32(4) {
            @Override
            long make() {
                return hdf5.H5Tcopy(hdf5.H5T_IEEE_F32LE_g());
            }
        },
        FLOAT16(2) {
            @Override
            long make() {
                long type = hdf5.H5Tcopy(hdf5.H5T_IEEE_F32LE_g());
                hdf5.H5Tset_fields(type, 15, 10, 5, 0, 10); // sign, exponent at and size, mantissa at and size
                hdf5.H5Tset_size(type, 2);
                hdf5.H5Tset_ebias(type, 15);
                return type;
            }
        },
        INT32(4) {
            @Override
            long make() {
                return hdf5.H5Tcopy(hdf5.H5T_STD_I32LE_g());
            }
        },
        FLOAT64(8) {
            @Override
            long make() {
                return hdf5.H5Tcopy(hdf5.H5T_IEEE_F64LE_g());
            }
        },
        INT64(8) {
            @Override
            long make() {
                return hdf5.H5Tcopy(hdf5.H5T_STD_I64LE_g());
            }
        };

        private final int bytes;

        NumberType(int bytes) {
            this.bytes = bytes;
        }

        /** Returns a new type of the library, which the caller closes. */
        abstract long make();
    }

    /** Makes a type of the library, which the caller closes. */
    private interface TypeMaker {
        long make();
    }

    /** Handles that are closed together, in reverse order. */
    private static final class Handles implements AutoCloseable {
        private final Deque<Runnable> closers = new ArrayDeque<>();

        long space(long handle) {
            return keep(handle, () -> hdf5.H5Sclose(handle));
        }

        long type(long handle) {
            return keep(handle, () -> hdf5.H5Tclose(handle));
        }

        long list(long handle) {
            return keep(handle, () -> hdf5.H5Pclose(handle));
        }

        long attribute(long handle) {
            return keep(handle, () -> hdf5.H5Aclose(handle));
        }

        private long keep(long handle, Runnable closer) {
            if (handle >= 0) {
                closers.push(closer);
            }
            return handle;
        }

        @Override
        public void close() {
            closers.forEach(Runnable::run);
        }
    }
}
