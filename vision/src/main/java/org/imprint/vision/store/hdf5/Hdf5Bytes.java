package org.imprint.vision.store.hdf5;

import io.jhdf.Utils;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;

/**
 * The bytes of an HDF5 file, by the addresses that are written in it.
 *
 * @param storage jHDF's view of the file, which its own readers of inner structures need
 * @param length bytes of the file
 */
record Hdf5Bytes(HdfBackingStorage storage, long length) {

    /** An address that means "nowhere". */
    static final long UNDEFINED = -1;

    /** Returns bytes [address, address + count), little-endian, after comparing the claim with the file's length. */
    ByteBuffer read(long address, long count) {
        if (address < 0 || count < 0 || count > Integer.MAX_VALUE || address > length - count) {
            throw new HdfException("its " + count + " bytes at " + address + " do not lie within the file of " + length
                    + " bytes, the file is damaged");
        }
        return storage.readBufferFromAddress(address, (int) count);
    }

    /** Takes an address out of a buffer. */
    long address(ByteBuffer from) {
        return Utils.readBytesAsUnsignedLong(from, storage.getSizeOfOffsets());
    }

    /** Takes a size out of a buffer. */
    long size(ByteBuffer from) {
        return Utils.readBytesAsUnsignedLong(from, storage.getSizeOfLengths());
    }
}
