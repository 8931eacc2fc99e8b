package org.imprint.study.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;

/**
 * What a report is made of: one consistent snapshot of a store.
 *
 * @param name what the page calls the store
 * @param settings what its numbers depend on
 * @param runs every run once, in any order; read once
 * @param collapse neural collapse of the embeddings, empty if it was not measured
 * @param takenAt when the snapshot was taken
 * @param version of this software, which makes the page
 * @param notes what a reader should know of the store besides, such as damage to its files; a sentence each
 */
public record ReportSource(
        String name,
        Settings settings,
        Stream<StoredRun> runs,
        List<CollapseResult> collapse,
        Instant takenAt,
        String version,
        List<String> notes) {

    /** Copies the lists. */
    public ReportSource {
        collapse = List.copyOf(collapse);
        notes = List.copyOf(notes);
    }
}
