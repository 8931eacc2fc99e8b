package org.imprint.lab.store.record;

import org.imprint.core.Checks;
import org.imprint.lab.result.EndTime;

/**
 * When a record was written, by the store's own count instead of a clock: a writer begins above every counter that its store knows
 * and counts on, record by record, so that what knows of a record has a higher counter than it.
 *
 * <p>The order is total and the same wherever a record lies: by counter, then by writer. Records of format version 1 have no
 * counter; they come before all that have one, and among themselves by their clock's time, then by session, then by their place in
 * the segment, which is kept as a negative counter.
 *
 * @param counter at least 1; of version 1 the offset in the segment, negated
 * @param writer a number drawn for each segment; of version 1 it follows from the session
 * @param at milliseconds since 1970: decides among records of version 1 alone
 */
public record Stamp(long counter, long writer, long at) implements Comparable<Stamp> {

    /** Largest counter: so many records nobody writes, a larger one is no count. */
    static final long MAX_COUNTER = 1L << 53;

    /** Checks the ranges. */
    public Stamp {
        Checks.require(
                counter >= -MAX_COUNTER && counter <= MAX_COUNTER && counter != 0,
                "a record's counter must be in [1, " + MAX_COUNTER + "]",
                counter);
        EndTime.check(at);
    }

    /** Returns the stamp of a record of version 1. */
    static Stamp ofVersion1(long offset, long session, long at) {
        return new Stamp(-offset, session, at);
    }

    private boolean isCounted() {
        return counter > 0;
    }

    @Override
    public int compareTo(Stamp other) {
        if (isCounted() != other.isCounted()) {
            return isCounted() ? 1 : -1;
        }
        if (isCounted()) {
            return counter != other.counter ? Long.compare(counter, other.counter) : Long.compare(writer, other.writer);
        }
        if (at != other.at) {
            return Long.compare(at, other.at);
        }
        return writer != other.writer ? Long.compare(writer, other.writer) : Long.compare(other.counter, counter);
    }
}
