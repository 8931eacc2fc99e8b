package org.imprint.app.log;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.imprint.app.text.Terminal;

/** Shows what is logged, one line each, until it is closed: time, level, class, message; a trace below it. */
public final class LogLines extends Handler {

    private static final String OURS = "org.imprint";

    private final PrintWriter to;

    // Held, for Java forgets loggers that nobody holds, and their levels with them
    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger(OURS);
    private final Level before = root.getLevel();

    private LogLines(PrintWriter to) {
        this.to = to;
    }

    /** Shows all that this project's libraries say, and what others warn of. */
    public static LogLines show(PrintWriter to) {
        LogLines lines = new LogLines(to);
        lines.root.setLevel(Level.WARNING);
        lines.ours.setLevel(Level.FINE);
        lines.root.addHandler(lines);
        return lines;
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            String text = line(entry);
            synchronized (this) {
                to.println(text);
                if (entry.getThrown() != null) {
                    entry.getThrown().printStackTrace(to);
                }
            }
        }
    }

    private static String line(LogRecord entry) {
        LocalTime time =
                LocalTime.ofInstant(entry.getInstant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS);
        String name = String.valueOf(entry.getLoggerName());
        String message = new SimpleFormatter().formatMessage(entry);
        return time + " " + level(entry.getLevel()) + " "
                + (name.startsWith(OURS + ".") ? name.substring(OURS.length() + 1) : name) + ": "
                + Terminal.oneLine(message);
    }

    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    @Override
    public void flush() {
        to.flush();
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
        ours.setLevel(null);
        flush();
    }
}
