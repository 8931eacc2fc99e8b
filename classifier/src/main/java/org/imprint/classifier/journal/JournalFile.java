package org.imprint.classifier.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.file.AtomicFile;

/**
 * A journal that is written to: records go to its end, and to the disk in groups, as many as wait at the same time.
 *
 * <p>One thread appends at a time, many may wait for the disk. It is no channel that is written to, as an interrupted thread would
 * close that for all others.
 */
final class JournalFile implements AutoCloseable {

    private final Path path;
    private final RandomAccessFile file;
    private final Object forcing = new Object();
    private final long first;
    private final long before;
    private long[] ends;
    private volatile long end;
    private volatile long number;
    private long forced;
    private boolean isBroken;

    /** @param before records that are there and not asked for @param ends of the last of them, and of those that may be asked for */
    private JournalFile(Path path, RandomAccessFile file, long before, long first, long[] ends) {
        this.path = path;
        this.file = file;
        this.before = before;
        this.first = first;
        this.ends = ends;
        this.end = ends[ends.length - 1];
        this.number = first + ends.length - 1;
        this.forced = end;
    }

    /** Returns where the journal of a classifier's file lies. */
    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + ".journal");
    }

    /** Writes a new journal. @param records those that it begins with @param last number of the last record, here or in one before */
    static JournalFile create(Path path, ContentDigest base, List<JournalRecord> records, long last)
            throws IOException {
        AtomicFile.write(path, temporary -> {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                writeAll(out, ByteBuffer.wrap(JournalContents.header(base)));
                for (JournalRecord r : records) {
                    writeAll(out, r.bytes());
                }
            }
        });
        long[] ends = new long[records.size() + 1];
        ends[0] = JournalContents.HEADER;
        for (int i = 0; i < records.size(); i++) {
            ends[i + 1] = ends[i] + records.get(i).bytes().limit();
        }
        return open(path, 0, last - records.size(), ends);
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Opens a journal to go on behind what it holds; what was written of one record more is cut off. */
    static JournalFile open(Path path, JournalContents there) throws IOException {
        return open(path, there.records().size(), there.last(), new long[] {there.end()});
    }

    private static JournalFile open(Path path, long before, long first, long[] ends) throws IOException {
        long end = ends[ends.length - 1];
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (file.length() > end) {
                file.setLength(end);
                file.getFD().sync();
            }
            return new JournalFile(path, file, before, first, ends);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Writes a record to the end; it is on the disk after {@link #force}. Returns where it ends.
     *
     * @throws IOException if there is no room; what was written of it is cut off, now or before the next record
     */
    long append(byte[] content) throws IOException {
        if (file.length() > end) { // could not be cut off before
            file.setLength(end);
        }
        file.seek(end);
        byte[] record = new JournalRecord(number + 1, content).bytes().array();
        try {
            file.write(record);
        } catch (IOException e) {
            cut(e);
            throw e;
        }
        end += record.length;
        number++;
        int i = (int) (number - first);
        ends = i < ends.length ? ends : Arrays.copyOf(ends, 2 * i);
        ends[i] = end;
        return end;
    }

    private void cut(IOException why) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /**
     * Waits until all up to a place is on the disk; who comes while another waits has its wait with the next.
     *
     * @throws IOException if the system cannot tell that it is; then nothing that waits is on the disk for sure, nor will be by asking
     *     again, as systems say once alone what they lost
     */
    void force(long place) throws IOException {
        synchronized (forcing) {
            if (forced >= place) {
                return;
            }
            if (isBroken) {
                throw new IOException("an earlier record could not be handed to the disk");
            }
            long all = end;
            try {
                file.getFD().sync();
            } catch (IOException e) {
                isBroken = true;
                throw e;
            }
            forced = all;
        }
    }

    /** Cuts off what is not on the disk for sure, after {@link #force} failed and while nobody appends, as far as the system can. */
    void cutUnforced() throws IOException {
        synchronized (forcing) {
            file.setLength(forced);
            file.getFD().sync();
        }
    }

    /**
     * Returns the records behind one, while nobody appends. Cost: their bytes alone are read.
     *
     * @param after the number of a record that was written since this was opened or made, or of the last before
     */
    List<JournalRecord> later(long after) throws IOException {
        long from = ends[(int) (after - first)];
        byte[] bytes = new byte[(int) (end - from)];
        file.seek(from);
        file.readFully(bytes);
        return JournalRecord.all(ByteBuffer.wrap(bytes));
    }

    /** Returns the number of the last record. */
    long number() {
        return number;
    }

    /** Returns how many records there are. */
    long records() {
        return before + number - first;
    }

    /** Returns its length in bytes. */
    long bytes() {
        return end;
    }

    /** Returns its path. */
    Path path() {
        return path;
    }

    /** Closes it when all that it holds is on the disk elsewhere, so that nobody need wait for it any more. */
    @Override
    public void close() throws IOException {
        synchronized (forcing) {
            forced = Long.MAX_VALUE;
            file.close();
        }
    }
}
