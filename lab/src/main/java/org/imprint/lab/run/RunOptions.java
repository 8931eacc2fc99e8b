package org.imprint.lab.run;

import java.util.EnumSet;
import java.util.Set;
import org.imprint.core.Checks;

/**
 * How a plan is carried out; nothing here changes a score.
 *
 * @param memoryBytes bound of embeddings, proxies and working space in memory, ≥ 64 MiB
 * @param wishes what is done beyond scoring the test rows of what the store lacks
 */
public record RunOptions(long memoryBytes, Set<Wish> wishes) {

    /** Smallest bound of memory. */
    public static final long LEAST_MEMORY = 64L << 20;

    /** Something done on request. */
    public enum Wish {
        /** Runs that failed earlier are run again. */
        RETRY_FAILED,
        /** The training rows are answered too. */
        TRAIN_ACCURACY,
        /** The answer of every test row is kept. */
        PREDICTIONS
    }

    /** Checks the bound. */
    public RunOptions {
        Checks.require(
                memoryBytes >= LEAST_MEMORY,
                "memory must be at least " + (LEAST_MEMORY >> 20) + "MiB",
                (memoryBytes >> 20) + "MiB");
        wishes = Set.copyOf(wishes);
    }

    /** Returns options that use three quarters of the heap and wish for nothing. */
    public static RunOptions standard() {
        return new RunOptions(Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / 4 * 3), Set.of());
    }

    /** Returns these options with a wish more. */
    public RunOptions with(Wish wish) {
        EnumSet<Wish> more = EnumSet.of(wish);
        more.addAll(wishes);
        return new RunOptions(memoryBytes, more);
    }

    /** Returns these options with another bound of memory, in bytes. */
    public RunOptions withMemory(long bytes) {
        return new RunOptions(bytes, wishes);
    }

    boolean has(Wish wish) {
        return wishes.contains(wish);
    }
}
