package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.EndTime;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.record.Stamp;
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
    private final LongSupplier counter;
    private final long id = UUID.randomUUID().getLeastSignificantBits();
    private boolean closed;

    private StoreWriter(Path file, SegmentWriter segment, SegmentLock lock, Session session, LongSupplier counter) {
        this.file = file;
        this.segment = segment;
        this.lock = lock;
        this.session = session;
        this.counter = counter;
    }

    /**
     * Begins a segment.
     *
     * @param counter gives counters above those of all records that the store knows
     */
    static StoreWriter create(Path store, Settings settings, Session session, LongSupplier counter) {
        Path file = Segments.fresh(store);
        try {
            SegmentLock lock = SegmentLock.take(file);
            try {
                return new StoreWriter(file, begun(file, settings, session), lock, session, counter);
            } catch (IOException | RuntimeException e) {
                lock.closeAndForget();
                throw e;
            }
        } catch (IOException e) {
            throw StoreException.notWritten(file, e);
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
            Files.delete(file); // it holds no result
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
     * @param at when it ended, in the years 1970 to 9999; kept to the millisecond; no matter for which outcome counts
     */
    public synchronized void append(Combination c, Outcome outcome, Instant at) {
        segment.append(session, c, outcome, stamp(at));
        segment.drainIfFull();
    }

    /** Appends measures of neural collapse. */
    public synchronized void append(CollapseResult result) {
        segment.append(session, result, stamp(Instant.now()));
        segment.drainIfFull();
    }

    private Stamp stamp(Instant at) {
        return new Stamp(counter.getAsLong(), id, EndTime.milliseconds(at));
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

    /** Flushes and ends the segment. If the end cannot be written, the segment stays like that of a process that was killed. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            segment.close();
            lock.closeAndForget();
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
