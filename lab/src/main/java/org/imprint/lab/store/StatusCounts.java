package org.imprint.lab.store;

/**
 * How many outcomes there are of each kind.
 *
 * @param done finished
 * @param equal not run because another run gives the same answers
 * @param failed threw
 */
public record StatusCounts(long done, long equal, long failed) {

    static final StatusCounts ZERO = new StatusCounts(0, 0, 0);

    /** Returns the number of all outcomes. */
    public long total() {
        return done + equal + failed;
    }

    StatusCounts plus(RecordType type) {
        return new StatusCounts(
                done + (type == RecordType.DONE ? 1 : 0),
                equal + (type == RecordType.EQUAL_TO ? 1 : 0),
                failed + (type == RecordType.FAILED ? 1 : 0));
    }
}
