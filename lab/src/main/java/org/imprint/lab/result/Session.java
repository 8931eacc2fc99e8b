package org.imprint.lab.result;

import java.time.Instant;
import org.imprint.core.Checks;

/**
 * The circumstances under which runs were done: they explain differences between machines and are no part of a result's identity.
 *
 * @param sweep the sweep file, or {@code import}
 * @param startedAt when
 * @param host name of the machine
 * @param pid process id there
 * @param version of this software
 * @param jdk version and vendor of the Java runtime
 * @param machine operating system, architecture, number of processors
 * @param plannedRuns runs that the process set out to do or fold, 0 if it did not say
 */
public record Session(
        String sweep,
        Instant startedAt,
        String host,
        long pid,
        String version,
        String jdk,
        String machine,
        long plannedRuns) {

    /** Checks the numbers. */
    public Session {
        EndTime.milliseconds(startedAt);
        Checks.require(plannedRuns >= 0, "planned runs must be at least 0", plannedRuns);
    }
}
