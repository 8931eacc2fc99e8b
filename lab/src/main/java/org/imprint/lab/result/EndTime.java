package org.imprint.lab.result;

import java.time.Instant;
import org.imprint.core.Checks;

/** When a run may have ended: in the years 1970 to 9999, which all formats that we read and write can say. */
public final class EndTime {

    private static final long LATEST = 253_402_300_799_999L;
    private static final String RULE = "a run must have ended in the years 1970 to 9999";

    private EndTime() {}

    /** Returns milliseconds since 1970; throws if a time is out of the range. */
    public static long milliseconds(Instant at) {
        Checks.require(!at.isBefore(Instant.EPOCH) && at.getEpochSecond() <= LATEST / 1000, RULE, at);
        return at.toEpochMilli();
    }

    /** Throws if milliseconds since 1970 are out of the range. */
    public static void check(long milliseconds) {
        Checks.require(milliseconds >= 0 && milliseconds <= LATEST, RULE, milliseconds + " milliseconds since 1970");
    }
}
