package org.imprint.vision.backbone;

import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Loads ONNX Runtime without its log: that prints the trace of what failed, such as a full temporary folder, and throws something that
 * does not tell.
 */
final class QuietLoading extends Handler {

    private static final Logger THEIRS = Logger.getLogger("ai.onnxruntime.OnnxRuntime");

    private Throwable logged;

    private QuietLoading() {}

    /**
     * Returns what was loaded.
     *
     * @throws UnsatisfiedLinkError if it cannot be, with the reason that would have been logged
     */
    static synchronized <T> T of(Supplier<T> loading) {
        QuietLoading log = new QuietLoading();
        boolean shown = THEIRS.getUseParentHandlers();
        Level level = THEIRS.getLevel();
        THEIRS.setLevel(Level.WARNING); // a program may have turned all logs off
        THEIRS.addHandler(log);
        THEIRS.setUseParentHandlers(false);
        try {
            return loading.get();
        } catch (LinkageError e) {
            if (log.logged == null) {
                throw e;
            }
            LinkageError told = new UnsatisfiedLinkError("ONNX Runtime: " + log.logged.getMessage());
            told.addSuppressed(e);
            throw told;
        } finally {
            THEIRS.setUseParentHandlers(shown);
            THEIRS.removeHandler(log);
            THEIRS.setLevel(level);
        }
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getThrown() != null) {
            logged = line.getThrown();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
