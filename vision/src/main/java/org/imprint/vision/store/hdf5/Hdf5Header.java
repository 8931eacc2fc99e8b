package org.imprint.vision.store.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/** The first bytes of an HDF5 file, looked at before anything else is believed. */
final class Hdf5Header {

    private static final long SIGNATURE = 0x89484446_0d0a1a0aL; // \211 HDF \r \n \032 \n
    private static final int SUPERBLOCK = 64;
    private static final int OPEN_FOR_WRITING = 1;

    private Hdf5Header() {}

    /**
     * Throws unless the file is there, is HDF5 and is as long as it says.
     *
     * @return the length of the file in bytes
     */
    static long check(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": must be an HDF5 file, was a folder");
        }
        if (!Files.exists(file)) {
            throw new DataException(file + ": there is no such file");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long length = channel.size();
            // The superblock lies at 0, or behind a user block of 512, 1024, 2048, … bytes
            for (long at = 0; at + Long.BYTES <= length; at = at == 0 ? 512 : 2 * at) {
                ByteBuffer head = ByteBuffer.allocate(SUPERBLOCK);
                channel.read(head, at);
                head.flip();
                if (head.remaining() >= Long.BYTES && head.getLong(0) == SIGNATURE) {
                    checkSuperblock(file, head.order(ByteOrder.LITTLE_ENDIAN), length);
                    return length;
                }
            }
            throw new DataException(file + ": is not an HDF5 file (its signature is missing)");
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    private static void checkSuperblock(Path file, ByteBuffer head, long length) {
        if (head.remaining() < SUPERBLOCK) {
            throw new DataException(file + ": is cut off within its first " + SUPERBLOCK + " bytes");
        }
        int version = head.get(8);
        boolean old = version <= 1;
        int offsetBytes = old ? head.get(13) : head.get(9);
        if (version < 0 || version > 3 || offsetBytes != Long.BYTES) {
            return; // nothing that the reader knows: it will say so
        }
        if (version == 3 && (head.get(11) & OPEN_FOR_WRITING) != 0) {
            throw new DataException(
                    file + ": another program writes to it, or was killed while it did; close it there, "
                            + "or if nobody does: h5clear -s " + file.getFileName());
        }
        int first = version == 0 ? 24 : version == 1 ? 28 : 12;
        long end = head.getLong(first + 2 * Long.BYTES);
        if (end < 0 || end > length) {
            throw new DataException(file + ": is cut off: header promises " + Long.toUnsignedString(end)
                    + " bytes, file holds " + length);
        }
    }
}
