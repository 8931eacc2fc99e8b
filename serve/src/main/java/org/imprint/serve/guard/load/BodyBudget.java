package org.imprint.serve.guard.load;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies all requests may hold together. Safe for use by many threads. */
final class BodyBudget {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** Makes one. @param most bytes */
    BodyBudget(long most) {
        this.most = most;
    }

    /** Returns whether so many more fit; then they are held. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    /** Gives back. */
    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    /** Returns the bytes that are held. */
    long held() {
        return held.get();
    }
}
