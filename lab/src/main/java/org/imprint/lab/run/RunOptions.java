package org.imprint.lab.run;

import org.imprint.core.Checks;

/**
 * How a plan is carried out; nothing here changes a score.
 *
 * @param memoryBytes bound of embeddings, proxies and working space in memory, ≥ 64 MiB
 * @param retryFailed whether runs that failed earlier are run again
 * @param trainAccuracy whether the training rows are answered too
 * @param predictions whether the answer of every test row is kept
 */
public record RunOptions(long memoryBytes, boolean retryFailed, boolean trainAccuracy, boolean predictions) {

    /** Smallest bound of memory. */
    public static final long LEAST_MEMORY = 64L << 20;

    /** Checks the bound. */
    public RunOptions {
        Checks.require(
                memoryBytes >= LEAST_MEMORY,
                "memory must be at least " + (LEAST_MEMORY >> 20) + "MiB",
                (memoryBytes >> 20) + "MiB");
    }

    /** Returns options that use three quarters of the heap and ask for nothing more than scores of test rows. */
    public static RunOptions standard() {
        return new RunOptions(Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / 4 * 3), false, false, false);
    }
}
