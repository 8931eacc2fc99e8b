package org.imprint.cluster.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.imprint.cluster.ClusterException;

/** Looks again and again until something has happened, or patience ends. */
record Waiting(Duration poll, Duration patience) {

    void until(String what, BooleanSupplier happened) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new ClusterException("waited " + patience.toSeconds() + " s for " + what + ", and it has not");
            }
            Thread.sleep(poll.toMillis());
        }
    }
}
