package org.imprint.study.analysis.median;

/**
 * How many runs of each outcome there were.
 *
 * @param done runs that were done
 * @param equal runs not done because another gives the same answers
 * @param failed runs that threw and have not been done since
 * @param repeated runs that came more than once and were counted once
 */
public record RunCounts(long done, long equal, long failed, long repeated) {

    /** Returns the number of runs that have scores. */
    public long scored() {
        return done + equal;
    }

    /** Returns the number of different runs. */
    public long all() {
        return done + equal + failed;
    }
}
