package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.lab.result.RunStatus;

/**
 * What a full reading of a store found: every byte of every segment is checked against its checksum, every record is decoded, and
 * every run that equals another is looked up.
 *
 * @param runs combinations that have an outcome
 * @param findings all that is odd
 */
public record StoreCheck(long runs, List<StoreFinding> findings) {

    /** Copies the list. */
    public StoreCheck {
        findings = List.copyOf(findings);
    }

    /** Returns whether nothing is lost and nothing leads nowhere. */
    public boolean isSound() {
        return findings.stream().allMatch(StoreFinding::isHarmless);
    }

    /** Reads a store in full. Writes nothing. */
    public static StoreCheck of(Path dir) {
        try (ResultStore store = ResultStore.open(dir, true)) {
            List<StoreFinding> findings = new ArrayList<>(store.findings());
            boolean anyAlive = store.segments().stream().anyMatch(SegmentStatus::isAlive);
            RunTable table = store.table();
            RunReader reader = table.reader();
            for (int row = 0; row < table.size(); row++) {
                if (reader.status(row) == RunStatus.EQUAL && reader.done(row).isEmpty()) {
                    findings.add(new StoreFinding(
                            store.files().get(table.index().segment(row)).path(),
                            table.index().offset(row),
                            anyAlive,
                            "a run equals another that is not done"
                                    + (anyAlive ? " yet, or at least not flushed" : "")));
                }
            }
            return new StoreCheck(table.size(), findings);
        }
    }

    /** Returns findings of one segment that mean loss. */
    static boolean isDamaged(SegmentFile segment) throws IOException {
        return segment.findings().stream().anyMatch(f -> !f.isHarmless());
    }
}
