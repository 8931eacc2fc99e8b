package org.imprint.vision.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.store.hdf5.NativeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of an embeddings file that is not whole yet, in the order in which they were computed, each with the identity of
 * its image and a checksum. All numbers are little-endian, except within digests.
 *
 * <pre>
 *   header  see {@link JournalHeader}
 *   rows    any number of: digest of the image (32 bytes), images of the inference that gave it (int32),
 *           d elements as the final file stores them, CRC-32C of all these (int32)
 * </pre>
 *
 * <p>Rows are only ever added, so a process may be killed, or the disk be full, at any moment: what lies behind the last whole
 * row is cut off when the file is opened again. A row whose checksum is wrong does not count, wherever it lies; those behind
 * it do, as all have the same length. One process at a time has it open; another is told which.
 */
final class RowJournal implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(RowJournal.class);

    private final Path path;
    private final FileChannel channel;
    private final long begin;
    private final int rowBytes;
    private final RowIndex index;
    private final ByteBuffer scratch;

    private RowJournal(Path path, FileChannel channel, long begin, int rowBytes, RowIndex index) {
        this.path = path;
        this.channel = channel;
        this.begin = begin;
        this.rowBytes = rowBytes;
        this.index = index;
        this.scratch = buffer();
    }

    /**
     * Opens a journal, or begins one where there is none.
     *
     * @param restart whether one that was begun differently or has a damaged header is thrown away
     * @throws OtherContentException if it was begun differently
     * @throws DataException if somebody else has it open, or if it is damaged or cannot be read; it is left as it is
     */
    static RowJournal open(Path path, EmbeddingSpec spec, boolean restart) {
        try {
            FileChannel channel = lock(path);
            try {
                return begin(path, channel, spec, restart);
            } catch (IOException | RuntimeException | Error e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataException(path + ": cannot be written: " + FileTrouble.reason(path, e), e);
        }
    }

    /**
     * Opens the file and locks it. Whoever had it before may have removed it between our opening and our lock, and another may have made
     * it anew: a lock on a file that the name no longer means guards nothing, so the name is asked again under the lock.
     */
    private static FileChannel lock(Path path) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                Object opened = key(path);
                if (!tryLock(channel)) {
                    throw new DataException(path + ": is being written already, by " + JournalHeader.owner(channel));
                }
                if (Objects.equals(opened, key(path)) && Files.exists(path)) {
                    return channel;
                }
                channel.close();
            } catch (IOException | RuntimeException | Error e) {
                channel.close();
                throw e;
            }
        }
    }

    private static boolean tryLock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("a file system without locks: two processes at one file would not be noticed", e);
            return true;
        }
    }

    /** Returns what tells a file from another one of the same name; null where the system has no such thing or no such file. */
    private static Object key(Path path) throws IOException {
        return Files.exists(path)
                ? Files.readAttributes(path, BasicFileAttributes.class).fileKey()
                : null;
    }

    private static RowJournal begin(Path path, FileChannel channel, EmbeddingSpec spec, boolean restart)
            throws IOException {
        JournalHeader header = JournalHeader.of(spec);
        if (channel.size() > 0) {
            try {
                header.requireSame(path, channel);
            } catch (DataException e) {
                if (!restart) {
                    throw e;
                }
                channel.truncate(0);
            }
        }
        try {
            header.write(channel);
        } catch (IOException e) {
            if (channel.size() < header.bytes()) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
        RowJournal journal = new RowJournal(
                path,
                channel,
                header.bytes(),
                spec.dimension() * spec.precision().bytes(),
                new RowIndex());
        journal.scan();
        return journal;
    }

    /** Finds the good rows and cuts off what lies behind the last whole one. */
    private void scan() throws IOException {
        int record = recordBytes();
        long records = Math.max(0, channel.size() - begin) / record;
        if (records > Integer.MAX_VALUE) {
            throw new DataException(path + ": must have at most " + Integer.MAX_VALUE + " rows, was " + records);
        }
        ByteBuffer block = scratch;
        int most = block.capacity() / record;
        for (int from = 0; from < records; from += most) {
            int count = (int) Math.min(most, records - from);
            read(block, from, count);
            for (int i = 0; i < count; i++) {
                boolean good = isGood(block, i * record);
                block.limit((i + 1) * record).position(i * record);
                index.add(ContentDigest.from(block), good ? block.getInt() : RowIndex.DAMAGED);
                block.clear();
            }
        }
        channel.truncate(begin + records * record);
    }

    private void read(ByteBuffer block, int from, int count) throws IOException {
        block.clear().limit(count * recordBytes());
        long at = begin + (long) from * recordBytes();
        while (block.hasRemaining()) {
            if (channel.read(block, at + block.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
        block.clear();
    }

    private boolean isGood(ByteBuffer block, int at) {
        int content = recordBytes() - Integer.BYTES;
        return checksum(block, at, content) == block.getInt(at + content);
    }

    private static int checksum(ByteBuffer block, int at, int bytes) {
        CRC32C sum = new CRC32C();
        sum.update(block.duplicate().clear().position(at).limit(at + bytes));
        return (int) sum.getValue();
    }

    private int recordBytes() {
        return ContentDigest.BYTES + Integer.BYTES + rowBytes + Integer.BYTES;
    }

    private ByteBuffer buffer() {
        return NativeFile.direct(Math.max(1, BLOCK_BYTES / recordBytes()) * recordBytes());
    }

    /** Returns which rows there are. */
    RowIndex index() {
        return index;
    }

    /** Returns an empty buffer for rows that are to be added, as many as are written at once. */
    Rows newRows() {
        return new Rows(buffer());
    }

    /** Adds rows, in one write, and forgets them in the buffer. */
    void append(Rows rows) {
        // Not at the end of the file but behind the last whole row: what a failed write left there is written over
        ByteBuffer block = rows.block.flip();
        long at = begin + (long) index.size() * recordBytes();
        try {
            while (block.hasRemaining()) {
                channel.write(block, at + block.position());
            }
        } catch (IOException e) {
            throw new DataException(
                    path + ": cannot be written: " + FileTrouble.reason(path, e)
                            + "; what was written before is kept, and the same command goes on behind it",
                    e);
        }
        for (int i = 0; i < block.limit(); i += recordBytes()) {
            block.position(i);
            index.add(ContentDigest.from(block), block.getInt());
        }
        block.clear();
    }

    /**
     * Copies the elements of rows that lie behind one another; their checksums are looked at again.
     *
     * @param out is given the elements of each, where it stands
     * @throws DataException if the file has changed since it was opened
     */
    void copy(int from, int count, ByteBuffer out) {
        ByteBuffer block = scratch;
        int most = block.capacity() / recordBytes();
        try {
            for (int at = from; at < from + count; at += most) {
                int some = Math.min(most, from + count - at);
                read(block, at, some);
                for (int i = 0; i < some; i++) {
                    if (!isGood(block, i * recordBytes())) {
                        throw new DataException(path + ": row " + (at + i) + " has changed since it was written");
                    }
                    int elements = i * recordBytes() + ContentDigest.BYTES + Integer.BYTES;
                    out.put(block.duplicate().position(elements).limit(elements + rowBytes));
                }
            }
        } catch (IOException e) {
            throw new DataException(path + ": cannot be read: " + FileTrouble.reason(path, e), e);
        }
    }

    /** Deletes the file, which is still ours alone until it is closed. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new DataException(path + ": cannot be removed: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataException(path + ": cannot be closed: " + e, e);
        }
    }

    /** Rows on their way into the file. */
    final class Rows {
        private final ByteBuffer block;

        private Rows(ByteBuffer block) {
            this.block = block;
        }

        /** Returns whether no more row fits. */
        boolean isFull() {
            return block.remaining() < recordBytes();
        }

        /** Returns whether there is none. */
        boolean isEmpty() {
            return block.position() == 0;
        }

        /**
         * Adds one.
         *
         * @param elements exactly one row, as it is stored
         */
        void add(ContentDigest image, int inference, ByteBuffer elements) {
            int at = block.position();
            block.put(image.bytes()).putInt(inference).put(elements);
            block.putInt(checksum(block, at, block.position() - at));
        }
    }
}
