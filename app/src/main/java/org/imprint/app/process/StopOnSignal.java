package org.imprint.app.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, a SIGINT or SIGTERM asks work to stop and lets the process end only when this is closed, or after half a minute: what
 * is finished by then is kept either way.
 */
public final class StopOnSignal implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::signalled, "imprint-stop");
    private boolean asked;
    private Runnable stop = () -> {};

    private StopOnSignal() {}

    /** Returns one that waits for what it is to stop; until then a signal is only remembered. */
    public static StopOnSignal waiting() {
        StopOnSignal signal = new StopOnSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Says what a signal stops, at once if there has been one. */
    public synchronized void stops(Runnable work) {
        stop = work;
        if (asked) {
            work.run();
        }
    }

    private void signalled() {
        synchronized (this) {
            asked = true;
            stop.run();
        }
        await();
    }

    private void await() {
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.interrupt(); // the process is ending: the hook has done its part
        }
    }
}
