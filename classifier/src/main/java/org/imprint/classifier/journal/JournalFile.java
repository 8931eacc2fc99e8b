package org.imprint.classifier.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.file.AtomicFile;

/**
 * A journal that is written to: records go to its end, and to the disk in groups, as many as wait at the same time.
 *
 * <p>One thread appends at a time, many may wait for the disk.
 */
final class JournalFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final Object forcing = new Object();
    private volatile long end;
    private volatile long number;
    private long forced;

    private JournalFile(Path path, FileChannel channel, long number) throws IOException {
        this.path = path;
        this.channel = channel;
        this.end = channel.size();
        this.number = number;
        this.forced = end;
        channel.position(end);
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
        return open(path, Files.size(path), last);
    }

    /** Opens a journal to go on. @param end where the next record goes; what lies behind is cut off */
    static JournalFile open(Path path, long end, long last) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            if (channel.size() > end) {
                channel.truncate(end);
                channel.force(true);
            }
            return new JournalFile(path, channel, last);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /**
     * Writes a record to the end; it is on the disk after {@link #force}. Returns where it ends.
     *
     * @throws IOException if there is no room; the journal is then as it was, if it can be cut at all
     */
    long append(byte[] content) throws IOException {
        long before = end;
        try {
            writeAll(channel, new JournalRecord(number + 1, content).bytes());
        } catch (IOException e) {
            channel.truncate(before);
            channel.position(before);
            throw e;
        }
        number++;
        end = channel.position();
        return end;
    }

    /** Waits until all up to a place is on the disk; who comes while another waits has its wait with the next. */
    void force(long place) throws IOException {
        synchronized (forcing) {
            if (forced >= place) {
                return;
            }
            long all = end;
            channel.force(false);
            forced = all;
        }
    }

    /** Returns the number of the last record. */
    long number() {
        return number;
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
            channel.close();
        }
    }
}
