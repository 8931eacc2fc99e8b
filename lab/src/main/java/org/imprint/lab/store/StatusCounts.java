package org.imprint.lab.store;

import org.imprint.lab.result.RunStatus;

/**
 * How many outcomes there are of each kind.
 *
 * @param done finished
 * @param equal not run because another run gives the same answers
 * @param failed threw
 */
public record StatusCounts(long done, long equal, long failed) {

    /** Returns no outcomes. */
    public static StatusCounts none() {
        return new StatusCounts(0, 0, 0);
    }

    /** Returns one outcome. */
    public static StatusCounts of(RunStatus status) {
        return new StatusCounts(
                status == RunStatus.DONE ? 1 : 0,
                status == RunStatus.EQUAL ? 1 : 0,
                status == RunStatus.FAILED ? 1 : 0);
    }

    /** Returns the number of all outcomes. */
    public long total() {
        return done + equal + failed;
    }

    /** Returns the sum of both. */
    public StatusCounts plus(StatusCounts other) {
        return new StatusCounts(done + other.done, equal + other.equal, failed + other.failed);
    }
}
