package org.imprint.lab.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.imprint.lab.result.Session;

/**
 * One segment: what a process wrote.
 *
 * @param file the segment
 * @param sessions whose outcomes it holds: one, more after compaction
 * @param counts its outcome records, superseded ones included
 * @param bytes its length
 * @param lastWrite when it was last written to
 * @param isAlive whether the process that writes it still runs
 */
public record SegmentStatus(
        Path file, List<Session> sessions, StatusCounts counts, long bytes, Instant lastWrite, boolean isAlive) {

    /** Copies the list. */
    public SegmentStatus {
        sessions = List.copyOf(sessions);
    }
}
