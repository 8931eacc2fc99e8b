package org.imprint.lab.store.record;

import org.imprint.core.Checks;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.sweep.Combination;

/**
 * What an outcome's record says before its outcome, in numbers of the segment.
 *
 * @param session number of the session
 * @param data number of the data choice
 * @param method number of the method
 * @param seed in the range of seeds
 * @param stamp its place in the order of records
 */
public record OutcomeHead(int session, int data, int method, long seed, Stamp stamp) {

    /** Checks the seed. */
    public OutcomeHead {
        Checks.require(
                seed >= 0 && seed <= Combination.MAX_SEED, "seed must be in [0, " + Combination.MAX_SEED + "]", seed);
    }

    /**
     * Reads on after the type.
     *
     * @param offset where the record's payload begins in the segment
     */
    public static OutcomeHead read(ByteSource in, boolean isStamped, LocalNames names, long offset) {
        int session = in.count();
        names.session(session);
        int data = in.count();
        int method = in.count();
        long seed = in.varint();
        return new OutcomeHead(session, data, method, seed, stamp(in, isStamped, names, session, offset));
    }

    /** Reads the time, and the counter and writer that follow it except in version 1. */
    public static Stamp stamp(ByteSource in, boolean isStamped, LocalNames names, int session, long offset) {
        long at = in.zigzag();
        return isStamped
                ? new Stamp(in.zigzag(), names.writer(in.count()), at)
                : Stamp.ofVersion1(offset, names.writerOfVersion1(session), at);
    }
}
