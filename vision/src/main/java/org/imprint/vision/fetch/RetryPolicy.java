package org.imprint.vision.fetch;

import java.time.Duration;
import org.imprint.core.Checks;

/**
 * How often and how fast a download is tried again: the pause doubles from try to try.
 *
 * @param attempts tries per address, in [1, 100]
 * @param first pause after the first failure
 * @param longest no pause is longer
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

    /** Five tries, with 1, 2, 4 and 8 seconds between them. */
    public static final RetryPolicy STANDARD = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** Checks the ranges. */
    public RetryPolicy {
        Checks.inRange("attempts", attempts, 1, 100);
        Checks.require(!first.isNegative(), "first pause must not be negative", first);
        Checks.require(longest.compareTo(first) >= 0, "longest pause must be at least the first, " + first, longest);
    }

    /** Returns the pause after failure number {@code failures}, counted from 1. */
    Duration pause(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
