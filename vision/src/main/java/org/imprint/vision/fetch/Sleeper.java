package org.imprint.vision.fetch;

import java.time.Duration;

/** Waits between two tries; tests give one that does not. */
@FunctionalInterface
public interface Sleeper {

    /** Lets the thread sleep. */
    Sleeper REAL = pause -> Thread.sleep(pause.toMillis());

    /**
     * Waits.
     *
     * @throws InterruptedException if the thread was told to stop
     */
    void sleep(Duration pause) throws InterruptedException;
}
