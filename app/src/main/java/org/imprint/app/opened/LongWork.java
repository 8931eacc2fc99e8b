package org.imprint.app.opened;

import java.io.PrintWriter;
import java.util.function.ToIntFunction;
import org.imprint.app.process.StopOnSignal;
import org.imprint.app.text.ProgressLine;
import org.imprint.vision.embed.Progress;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Work on images with progress, which a signal stops as long as nothing is written.
 *
 * @param spec of the command; progress and the end are told on its standard error
 * @param left what is left as it was if the work is stopped, in words, such as {@code birds.imprint is as it was}
 */
public record LongWork(CommandSpec spec, String left) {

    /** Exit code of what a signal has stopped, as of a shell's SIGINT. */
    public static final int STOPPED = 130;

    /** Work that can be stopped. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; interrupted when it is to stop. */
        T run(Progress progress) throws InterruptedException;
    }

    /**
     * Does the work, and then what must not be torn: a signal waits for that.
     *
     * @param end what to do with the work's result; returns the exit code
     * @return the exit code, {@value #STOPPED} if the work was stopped
     */
    public <T> int run(Work<T> work, ToIntFunction<T> end) {
        PrintWriter err = spec.commandLine().getErr();
        StopOnSignal signal = StopOnSignal.waiting();
        signal.stops(Thread.currentThread()::interrupt);
        try (signal) {
            T result;
            try (ProgressLine progress = new ProgressLine(err, "images", ProgressLine.onTerminal())) {
                result = work.run(progress::done);
            }
            signal.stops(() -> {});
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return end.applyAsInt(result);
        } catch (InterruptedException e) {
            err.println("imprint: stopped; " + left);
            return STOPPED;
        }
    }
}
