package org.imprint.study.report;

/**
 * What a written report holds.
 *
 * @param done runs that finished
 * @param equal runs that were folded into another
 * @param failed runs that failed
 * @param bytes size of the file
 * @param classScores whether F1 of each class is inside; it is left out when it would make the file too large
 * @param steps whether steps of continual tasks, if there are any, are inside; they are left out when they would make the file too
 *     large
 */
public record ReportSummary(long done, long equal, long failed, long bytes, boolean classScores, boolean steps) {

    /** Returns the number of runs of all kinds. */
    public long runs() {
        return done + equal + failed;
    }
}
