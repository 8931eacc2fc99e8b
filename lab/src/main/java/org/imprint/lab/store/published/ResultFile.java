package org.imprint.lab.store.published;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.EndTime;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.sweep.Combination;

/**
 * What a published result file says.
 *
 * @param combination what was run
 * @param scores over all classes; of a continual task those after the last split
 * @param runtime seconds of the whole run, training rows and test rows
 * @param createdAt when it ended; the file has local time without a zone, taken as UTC
 */
record ResultFile(Combination combination, PublishedScores scores, double runtime, Instant createdAt) {

    /** Checks the numbers. */
    ResultFile {
        Checks.require(runtime >= 0 && runtime < Double.POSITIVE_INFINITY, "runtime must be finite and ≥ 0", runtime);
        try {
            EndTime.milliseconds(createdAt);
        } catch (ImprintException e) {
            throw e.at("created_at");
        }
    }

    static final String ENDING = ".json";

    static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd_HH:mm:ss").withZone(ZoneOffset.UTC);
}
