package org.imprint.vision.store.hdf5;

import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.filter.FilterManager;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was done to a dataset's chunks when they were written, to be undone.
 *
 * <p>Beyond jHDF's filters: one that a chunk was written without is left out, and Fletcher's checksum is compared.
 */
final class Hdf5Filters {

    private static final int FLETCHER = 3;
    private static final Set<Integer> READ = Set.of(1, 2, FLETCHER, 32000, 32004, 32008);
    private static final Map<Integer, String> NAMES = Map.of(
            4,
            "szip",
            5,
            "nbit",
            6,
            "scaleoffset",
            307,
            "bzip2",
            32001,
            "blosc",
            32013,
            "zfp",
            32015,
            "zstd",
            32026,
            "blosc2");

    private final List<FilterInfo> filters;

    private Hdf5Filters(List<FilterInfo> filters) {
        this.filters = filters;
    }

    static Hdf5Filters none() {
        return new Hdf5Filters(List.of());
    }

    /** Reads the filters of a dataset; refuses those that cannot be undone by their names. */
    static Hdf5Filters of(ByteBuffer message) {
        List<FilterInfo> filters = new FilterPipelineMessage(message, new BitSet()).getFilters();
        for (FilterInfo f : filters) {
            if (!READ.contains(f.getId())) {
                throw new UnsupportedHdfException("it was written with filter " + f.getId() + " ("
                        + NAMES.getOrDefault(f.getId(), f.getName())
                        + "), which is not read; deflate (gzip), shuffle, fletcher32, lzf, bitshuffle and lz4 are. "
                        + "Write it again with one of them, as by: h5repack -f GZIP=4 OLD NEW");
            }
        }
        return new Hdf5Filters(filters);
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /**
     * Returns the bytes of a chunk as they were before.
     *
     * @param skipped filters that the chunk was written without
     */
    byte[] undo(byte[] chunk, BitSet skipped) {
        byte[] bytes = chunk;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (!skipped.get(i)) {
                FilterInfo f = filters.get(i);
                bytes = f.getId() == FLETCHER
                        ? checked(bytes)
                        : FilterManager.getPipeline(List.of(f)).decode(bytes);
            }
        }
        return bytes;
    }

    private static byte[] checked(byte[] bytes) {
        int end = bytes.length - 4;
        int stored = end < 0
                ? 0
                : bytes[end] & 0xff
                        | (bytes[end + 1] & 0xff) << 8
                        | (bytes[end + 2] & 0xff) << 16
                        | (bytes[end + 3] & 0xff) << 24;
        if (end < 0 || fletcher32(bytes, end) != stored) {
            throw new HdfException("a chunk's checksum (fletcher32) does not match, the file is damaged");
        }
        return Arrays.copyOf(bytes, end);
    }

    /** Fletcher's sums of big-endian 16-bit words modulo 65,535, as HDF5's H5_checksum_fletcher32 has them. */
    private static int fletcher32(byte[] bytes, int length) {
        long a = 0;
        long b = 0;
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? bytes[i + 1] & 0xff : 0;
            a += (bytes[i] & 0xff) << 8 | low;
            b += a;
            if ((i & 1023) == 0) {
                a = folded(a);
                b = folded(b);
            }
        }
        return (int) (folded(folded(b)) << 16 | folded(folded(a)));
    }

    private static long folded(long sum) {
        long s = sum;
        while (s > 0xffff) {
            s = (s & 0xffff) + (s >>> 16);
        }
        return s;
    }
}
