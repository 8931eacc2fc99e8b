package org.imprint.app.text;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress of long work: how much is done, the rate, the time left.
 *
 * <p>On a terminal one line is rewritten a few times a second; elsewhere a plain line is written every ten seconds. May be
 * called from several threads.
 */
public final class ProgressLine implements AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_LOG = Duration.ofSeconds(10);

    private final PrintWriter to;
    private final String what;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long start;
    private long lastShown;
    private long firstDone = -1;
    private int shownWidth;

    /** Creates a progress line that starts now; {@code what} is a plural noun such as {@code images}. */
    public ProgressLine(PrintWriter to, String what, boolean terminal) {
        this(to, what, terminal, System::nanoTime);
    }

    ProgressLine(PrintWriter to, String what, boolean terminal, LongSupplier nanoTime) {
        this.to = to;
        this.what = what;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastShown = start;
    }

    /** Returns whether the process writes to a terminal. */
    public static boolean onTerminal() {
        return System.console() != null && System.getenv("TERM") != null;
    }

    /** Tells that {@code done} of {@code total} are done, those of an earlier start included. */
    public synchronized void done(long done, long total) {
        long now = nanoTime.getAsLong();
        if (firstDone < 0) {
            firstDone = done;
        }
        if (now - lastShown >= (terminal ? ON_TERMINAL : IN_LOG).toNanos()) {
            lastShown = now;
            show(text(done, total, (now - start) / 1e9));
        }
    }

    private String text(long done, long total, double seconds) {
        double rate = (done - Math.max(0, firstDone)) / Math.max(seconds, 1e-9);
        String left = rate > 0 ? ", " + duration((total - done) / rate) + " left" : "";
        return String.format(
                Locale.ROOT,
                "%,d of %,d %s (%d %%), %,.0f/s%s",
                done,
                total,
                what,
                100 * done / Math.max(1, total),
                rate,
                left);
    }

    /** Returns seconds as people say them: 42 s, 3 min 05 s, 2 h 10 min. */
    public static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s / 60 % 60);
    }

    private void show(String text) {
        if (terminal) {
            Terminal.rewind(to);
            to.print(text + " ".repeat(Math.max(0, shownWidth - text.length())));
            shownWidth = text.length();
        } else {
            to.println(text);
        }
        to.flush();
    }

    /** Clears the line on a terminal. */
    @Override
    public synchronized void close() {
        if (terminal && shownWidth > 0) {
            Terminal.rewind(to);
            to.print(" ".repeat(shownWidth));
            Terminal.rewind(to);
            to.flush();
        }
    }
}
