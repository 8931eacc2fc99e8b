package org.imprint.vision.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Closes a stream from which nothing has come for a while, so that who reads it gets an exception instead of waiting for ever. */
final class StallGuard implements AutoCloseable {

    private final InputStream body;
    private final long nanos;
    private final Thread thread;
    private long last = System.nanoTime();
    private boolean fired;
    private boolean closed;

    StallGuard(InputStream body, Duration stall) {
        this.body = body;
        this.nanos = stall.toNanos();
        this.thread = new Thread(this::watch, "imprint-download-guard");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void alive() {
        last = System.nanoTime();
    }

    synchronized boolean fired() {
        return fired;
    }

    private void watch() {
        try {
            if (awaitStall()) {
                body.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns true after a stall, false once closed. */
    private synchronized boolean awaitStall() throws InterruptedException {
        while (!closed) {
            long left = nanos - (System.nanoTime() - last);
            if (left <= 0) {
                fired = true;
                return true;
            }
            wait(left / 1_000_000 + 1);
        }
        return false;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
