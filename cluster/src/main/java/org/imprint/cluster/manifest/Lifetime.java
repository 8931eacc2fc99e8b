package org.imprint.cluster.manifest;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.imprint.core.Checks;

/**
 * How often, how many at once and how long.
 *
 * @param retries how often an index is started again after a failure, in [0, 1000]
 * @param parallelism indexes of a job that run at once; empty runs all
 * @param keepSeconds after how many seconds a finished job is removed; empty keeps it until it is deleted
 * @param deadlineSeconds after how many seconds a job is ended; empty lets it run
 */
public record Lifetime(int retries, OptionalInt parallelism, OptionalInt keepSeconds, OptionalLong deadlineSeconds) {

    /** Checks the ranges. */
    public Lifetime {
        Checks.inRange("retries", retries, 0, 1000);
        parallelism.ifPresent(p -> Checks.inRange("parallelism", p, 1, 100_000));
        keepSeconds.ifPresent(s -> Checks.inRange("seconds to keep a finished job", s, 0, Integer.MAX_VALUE));
        deadlineSeconds.ifPresent(s -> Checks.require(s >= 1, "deadline must be at least 1 second", s));
    }

    /** Returns three retries for each index, all at once, kept until deleted. */
    public static Lifetime defaults() {
        return new Lifetime(3, OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    }
}
