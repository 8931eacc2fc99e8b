package org.imprint.classifier.journal;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done when changes have come to rest: once for however many there were. */
final class Maintenance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    /** Changes that follow one another faster are waited for. */
    private static final long QUIET_MILLIS = 200;

    private final Thread thread;
    private final Runnable work;
    private long asked;
    private long done;
    private boolean closed;

    Maintenance(Runnable work) {
        this.work = work;
        this.thread = new Thread(this::run, "imprint-journal");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Asks for the work. */
    synchronized void ask() {
        asked++;
        notifyAll();
    }

    private void run() {
        try {
            while (isAskedInQuiet()) {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("a journal's upkeep failed, and is tried again after the next change", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for work, and then until no more is asked for. Returns false when there will be no more. */
    private synchronized boolean isAskedInQuiet() throws InterruptedException {
        while (asked == done && !closed) {
            wait();
        }
        while (asked != done && !closed) {
            done = asked;
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
            for (long left = QUIET_MILLIS; left > 0 && !closed; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        }
        return !closed;
    }

    /** Waits for work under way, and lets none begin. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
