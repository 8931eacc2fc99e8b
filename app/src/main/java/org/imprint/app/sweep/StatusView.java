package org.imprint.app.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.core.text.Digits;
import org.imprint.lab.result.Session;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.SegmentStatus;
import org.imprint.lab.store.StatusCounts;

/** How the processes that write to a store get on. */
final class StatusView {

    private static final long PERIOD_MILLIS = 1000;

    private final Path dir;
    private final PrintWriter out;
    private final Map<Path, String> told = new HashMap<>();

    StatusView(Path dir, PrintWriter out) {
        this.dir = dir;
        this.out = out;
    }

    /** Prints the state once. */
    int show() {
        try (ResultStore store = ResultStore.open(dir)) {
            print(store);
            return 0;
        }
    }

    /** Prints the state, then a line whenever it changes, until no process works on the store. */
    int follow() throws InterruptedException {
        try (ResultStore store = ResultStore.open(dir)) {
            print(store);
            while (store.segments().stream().anyMatch(SegmentStatus::isAlive)) {
                Thread.sleep(PERIOD_MILLIS);
                store.refresh();
                for (SegmentStatus s : store.segments()) {
                    if (s.isAlive()) {
                        tell(s.file(), line(s));
                    }
                }
            }
            out.println("No process works on " + dir + " any more.");
            StatusCounts counts = store.counts();
            out.printf(
                    Locale.ROOT,
                    "%,d run, %,d equal to another, %,d failed%n",
                    counts.done(),
                    counts.equal(),
                    counts.failed());
            return counts.failed() == 0 ? 0 : 1;
        }
    }

    /** Prints a line about a process unless it is the last one that was printed about it. */
    void tell(Path segment, String line) {
        if (!line.equals(told.put(segment, line))) {
            out.println(line);
            out.flush();
        }
    }

    private void print(ResultStore store) {
        StatusCounts counts = store.counts();
        out.printf(
                Locale.ROOT,
                "%s: %,d combinations have an outcome: %,d run, %,d equal to another, %,d failed%n",
                dir,
                counts.total(),
                counts.done(),
                counts.equal(),
                counts.failed());
        TextTable table = new TextTable("sweep", "process", "started", "outcomes written", "per second", "state");
        for (SegmentStatus s : store.segments()) {
            table.row(
                    s.sessions().get(s.sessions().size() - 1).sweep(),
                    process(s),
                    toSecond(started(s)),
                    Digits.count(s.counts().total()),
                    String.format(Locale.ROOT, "%,.0f", rate(s)),
                    s.isAlive() ? "works, " + left(s) : "ended " + toSecond(s.lastWrite()));
        }
        if (!store.segments().isEmpty()) {
            table.lines().forEach(out::println);
        }
    }

    private static String line(SegmentStatus s) {
        long planned = planned(s);
        return String.format(
                Locale.ROOT,
                "%s: %,d%s outcomes, %,.0f/s, %s",
                process(s),
                s.counts().total(),
                planned > 0 ? String.format(Locale.ROOT, " of %,d", planned) : "",
                rate(s),
                left(s));
    }

    private static String left(SegmentStatus s) {
        double rate = rate(s);
        long left = planned(s) - s.counts().total();
        return planned(s) <= 0 || rate <= 0
                ? "time left unknown"
                : "at most " + ProgressLine.duration(Math.max(0, left) / rate) + " left";
    }

    private static double rate(SegmentStatus s) {
        double seconds = Duration.between(started(s), s.lastWrite()).toMillis() / 1e3;
        return seconds > 0 ? s.counts().total() / seconds : 0;
    }

    private static String process(SegmentStatus s) {
        List<Session> sessions = s.sessions();
        Session last = sessions.get(sessions.size() - 1);
        return sessions.size() > 1 ? sessions.size() + " sessions, compacted" : last.host() + ":" + last.pid();
    }

    private static Instant started(SegmentStatus s) {
        return s.sessions().get(s.sessions().size() - 1).startedAt();
    }

    private static String toSecond(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static long planned(SegmentStatus s) {
        return s.sessions().get(s.sessions().size() - 1).plannedRuns();
    }

    /** Prints the state as one JSON object. */
    int json() {
        try (ResultStore store = ResultStore.open(dir)) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            StatusCounts counts = store.counts();
            root.put("store", dir.toString());
            root.put("done", counts.done());
            root.put("equal", counts.equal());
            root.put("failed", counts.failed());
            ArrayNode segments = root.putArray("segments");
            for (SegmentStatus s : store.segments()) {
                segments.addObject()
                        .put("file", s.file().getFileName().toString())
                        .put("sweep", s.sessions().get(s.sessions().size() - 1).sweep())
                        .put("process", process(s))
                        .put("started", started(s).toString())
                        .put("planned", planned(s))
                        .put("outcomes", s.counts().total())
                        .put("last_write", s.lastWrite().toString())
                        .put("alive", s.isAlive());
            }
            out.println(root.toPrettyString());
            return 0;
        }
    }
}
