package org.imprint.vision.backbone;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All calls into ONNX Runtime that take long. Each has a time limit, and none is inside when the process takes the runtime down:
 * at the process's end, by whatever signal, those that are inside are asked to stop and waited for, and others do not begin.
 */
enum OnnxCalls {
    /** Those of this process. */
    OF_PROCESS;

    private static final long PATIENCE_SECONDS = 20;

    private final Set<OrtSession.RunOptions> running = new HashSet<>();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "imprint-time-limit");
        thread.setDaemon(true);
        return thread;
    });
    private int opening;
    private boolean ending;

    OnnxCalls() {
        watch.setRemoveOnCancelPolicy(true);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "imprint-onnx-end"));
    }

    /** Opens a session, or does anything else that cannot be stopped on the way. */
    <T> T open(Call<T> call) throws OrtException {
        synchronized (this) {
            requireTime();
            opening++;
        }
        try {
            return call.with(null);
        } finally {
            synchronized (this) {
                opening--;
                notifyAll();
            }
        }
    }

    /**
     * Runs a session.
     *
     * @param call hands the options to the runtime
     * @throws LateException if it took longer than the limit
     * @throws CancellationException if the process is ending
     */
    <T> T run(Duration limit, Call<T> call) throws OrtException, LateException {
        AtomicBoolean late = new AtomicBoolean();
        try (OrtSession.RunOptions options = OnnxRuntime.runOptions()) {
            enter(options);
            ScheduledFuture<?> alarm = watch.schedule(
                    () -> {
                        late.set(true);
                        stop(options);
                    },
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                return call.with(options);
            } catch (OrtException e) {
                if (late.get()) {
                    throw new LateException(e);
                }
                synchronized (this) {
                    requireTime();
                }
                throw e;
            } finally {
                alarm.cancel(false);
                leave(options);
            }
        }
    }

    private synchronized void enter(OrtSession.RunOptions options) {
        requireTime();
        running.add(options);
    }

    private synchronized void leave(OrtSession.RunOptions options) {
        running.remove(options);
        notifyAll();
    }

    private void requireTime() {
        if (ending) {
            throw new CancellationException("the process is ending");
        }
    }

    /** Asks a call to stop if it is still inside. */
    private synchronized void stop(OrtSession.RunOptions options) {
        if (running.contains(options)) {
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime must take a request to stop", e);
            }
        }
    }

    private synchronized void end() {
        ending = true;
        Set.copyOf(running).forEach(this::stop);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (opening > 0 || !running.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call into the runtime. */
    interface Call<T> {
        /** Makes the call with the options of a run, if it is one. */
        T with(OrtSession.RunOptions options) throws OrtException;
    }

    /** A call has taken longer than it may. */
    static final class LateException extends Exception {
        private static final long serialVersionUID = 1L;

        LateException(Throwable cause) {
            super(cause);
        }
    }
}
