package org.imprint.app.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprint.app.text.TextTable;
import org.imprint.core.text.Digits;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.RunStatus;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.Thrown;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.RunReader;
import org.imprint.lab.store.RunTable;
import org.imprint.lab.store.SegmentStatus;
import org.imprint.lab.store.StatusCounts;
import org.imprint.lab.store.StoreFinding;
import org.imprint.lab.sweep.Combination;

/**
 * What is in a result store.
 *
 * @param settings what its results depend on
 * @param total outcomes of all combinations
 * @param groups the same by backbone and data set
 * @param failures by error, the most frequent first
 * @param segments who wrote them
 * @param collapse measures of neural collapse
 * @param findings what is odd about the files
 */
record StoreSummary(
        Settings settings,
        StatusCounts total,
        Map<String, StatusCounts> groups,
        List<Failure> failures,
        List<SegmentStatus> segments,
        int collapse,
        List<StoreFinding> findings) {

    private static final int SHOWN = 10;

    /**
     * Runs that failed alike.
     *
     * @param error in their words
     * @param type class of what they threw, such as {@code java.lang.NullPointerException}; empty if it was not kept
     * @param runs how many
     * @param first published id of the first
     */
    record Failure(String error, String type, long runs, String first) {

        private static Failure of(Outcome.Failed outcome, String id) {
            return new Failure(
                    outcome.error(), outcome.thrown().map(Thrown::type).orElse(""), 1, id);
        }

        private Failure and(Failure other) {
            return new Failure(error, type, runs + other.runs, first);
        }

        private String simpleType() {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }

    /** Counts what a store has. */
    static StoreSummary of(ResultStore store) {
        RunTable table = store.table();
        RunReader reader = table.reader();
        Map<String, StatusCounts> groups = new TreeMap<>();
        Map<String, Failure> failures = new LinkedHashMap<>();
        for (int row = 0; row < table.size(); row++) {
            Combination c = reader.combination(row);
            String group =
                    c.data().backbone() + "\t" + String.join("+", c.data().dataSets());
            groups.merge(group, StatusCounts.of(reader.status(row)), StatusCounts::plus);
            if (reader.status(row) == RunStatus.FAILED) {
                Failure one = Failure.of(
                        (Outcome.Failed) reader.outcome(row), c.publishedId().toString());
                failures.merge(one.type() + "\t" + one.error(), one, Failure::and);
            }
        }
        return new StoreSummary(
                store.settings(),
                store.counts(),
                groups,
                failures.values().stream()
                        .sorted(Comparator.comparingLong(Failure::runs).reversed())
                        .toList(),
                store.segments(),
                store.collapse().size(),
                store.findings());
    }

    /** Returns the summary for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d runs: %,d done, %,d equal to another, %,d failed; %s semantics, revision %d; %d collapse results",
                total.total(),
                total.done(),
                total.equal(),
                total.failed(),
                settings.semantics().wireName(),
                settings.revision(),
                collapse));
        TextTable byData = new TextTable("backbone", "data set", "done", "equal", "failed");
        groups.forEach((group, counts) -> {
            String[] names = group.split("\t", 2);
            byData.row(
                    oneLine(names[0]),
                    oneLine(names[1]),
                    text(counts.done()),
                    text(counts.equal()),
                    text(counts.failed()));
        });
        add(lines, byData);
        TextTable byProcess =
                new TextTable("segment", "sweep", "host", "done", "equal", "failed", "MB", "written", "now");
        for (SegmentStatus s : segments) {
            byProcess.row(
                    s.file().getFileName().toString(),
                    joined(s, Session::sweep),
                    joined(s, Session::host),
                    text(s.counts().done()),
                    text(s.counts().equal()),
                    text(s.counts().failed()),
                    Digits.fixed(s.bytes() / 1e6, 2),
                    s.lastWrite().truncatedTo(ChronoUnit.SECONDS).toString(),
                    s.isAlive() ? "writing" : "ended");
        }
        add(lines, byProcess);
        if (!failures.isEmpty()) {
            TextTable errors = new TextTable("failed", "first", "type", "error");
            failures.stream()
                    .limit(SHOWN)
                    .forEach(f -> errors.row(text(f.runs()), f.first(), f.simpleType(), oneLine(f.error())));
            add(lines, errors);
        }
        if (!findings.isEmpty()) {
            lines.add("");
            findings.forEach(f -> lines.add((f.isHarmless() ? "note: " : "wrong: ") + f));
        }
        return lines;
    }

    private static void add(List<String> lines, TextTable table) {
        lines.add("");
        lines.addAll(table.lines());
    }

    private static String joined(SegmentStatus segment, java.util.function.Function<Session, String> part) {
        return oneLine(segment.sessions().stream().map(part).distinct().collect(Collectors.joining(", ")));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String text(long count) {
        return Long.toString(count);
    }

    /** Returns the summary for scripts. */
    ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("semantics", settings.semantics().wireName());
        root.put("revision", settings.revision());
        put(root, total);
        root.put("collapse", collapse);
        ArrayNode byData = root.putArray("groups");
        groups.forEach((group, counts) -> {
            String[] names = group.split("\t", 2);
            put(byData.addObject().put("backbone", names[0]).put("dataset", names[1]), counts);
        });
        ArrayNode errors = root.putArray("failures");
        failures.forEach(f -> errors.addObject()
                .put("error", f.error())
                .put("type", f.type())
                .put("runs", f.runs())
                .put("first", f.first()));
        ArrayNode files = root.putArray("segments");
        for (SegmentStatus s : segments) {
            ObjectNode file = files.addObject().put("file", s.file().toString());
            put(file, s.counts());
            file.put("bytes", s.bytes())
                    .put("last_write", s.lastWrite().toString())
                    .put("alive", s.isAlive());
            ArrayNode sessions = file.putArray("sessions");
            s.sessions()
                    .forEach(session -> sessions.addObject()
                            .put("sweep", session.sweep())
                            .put("host", session.host())
                            .put("pid", session.pid())
                            .put("version", session.version())
                            .put("started_at", session.startedAt().toString())
                            .put("planned_runs", session.plannedRuns()));
        }
        ArrayNode odd = root.putArray("findings");
        findings.forEach(f -> odd.addObject()
                .put("file", f.file().toString())
                .put("offset", f.offset())
                .put("harmless", f.isHarmless())
                .put("what", f.what()));
        return root;
    }

    private static void put(ObjectNode to, StatusCounts counts) {
        to.put("runs", counts.total())
                .put("done", counts.done())
                .put("equal", counts.equal())
                .put("failed", counts.failed());
    }
}
