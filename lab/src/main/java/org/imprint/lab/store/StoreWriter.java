package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.sweep.Combination;

/**
 * Appends what becomes of runs to a segment of its own. Thread-safe.
 *
 * <p>Appending is buffered: what was appended after the last {@link #flush} is lost if the process is killed, and what was flushed
 * is not. If the disk is full, nothing appended so far is forgotten, and a later flush tries again.
 */
public final class StoreWriter implements AutoCloseable {

    private final Path file;
    private final SegmentWriter segment;
    private final SegmentLock lock;
    private final Session session;
    private boolean closed;

    private StoreWriter(Path file, SegmentWriter segment, SegmentLock lock, Session session) {
        this.file = file;
        this.segment = segment;
        this.lock = lock;
        this.session = session;
    }

    static StoreWriter create(Path store, Settings settings, Session session) {
        Path file = Segments.fresh(store);
        try {
            SegmentLock lock = SegmentLock.take(file);
            try {
                return new StoreWriter(file, begun(file, settings, session), lock, session);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static SegmentWriter begun(Path file, Settings settings, Session session) throws IOException {
        SegmentWriter segment = new SegmentWriter(file);
        try {
            segment.append(settings);
            segment.number(session);
            segment.force();
            return segment;
        } catch (RuntimeException e) {
            segment.abandon();
            throw e;
        }
    }

    /** Returns the segment that this writes. */
    public Path file() {
        return file;
    }

    /** Appends what became of a run just now. */
    public void append(Combination c, Outcome outcome) {
        append(c, outcome, Instant.now());
    }

    /**
     * Appends what became of a run.
     *
     * @param at when it ended; kept to the millisecond
     */
    public synchronized void append(Combination c, Outcome outcome, Instant at) {
        segment.append(session, c, outcome, at.toEpochMilli());
        segment.drainIfFull();
    }

    /** Appends measures of neural collapse. */
    public synchronized void append(CollapseResult result) {
        segment.append(session, result, Instant.now().toEpochMilli());
        segment.drainIfFull();
    }

    /**
     * Hands everything appended so far to the operating system: other processes see it, and it survives the end of this one, though
     * not a power cut.
     *
     * @throws StoreException if it cannot be written
     */
    public synchronized void publish() {
        segment.drain();
    }

    /**
     * Hands everything appended so far to the operating system and forces it to the disk.
     *
     * @throws StoreException if it cannot be written
     */
    public synchronized void flush() {
        segment.force();
    }

    /** Flushes and ends the segment. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            segment.close();
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
