package org.imprint.lab.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;

/**
 * Reads rows of a {@link RunTable} from the segments, fast if they are asked for in order. Not thread-safe.
 *
 * <p>{@link StoreException} where a record cannot be read or the file has become shorter.
 */
public final class RunReader {

    private static final int REMEMBERED = 4096;

    private final RunTable table;
    private final PayloadWindow[] windows;
    private final Map<Integer, Outcome.Done> others = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Outcome.Done> eldest) {
            return size() > REMEMBERED;
        }
    };

    RunReader(RunTable table) {
        this.table = table;
        this.windows = new PayloadWindow[table.segments().size()];
    }

    /** Returns the combination of a row; touches no file. */
    public Combination combination(int row) {
        RunIndex.Entry e = table.index().get(row);
        return table.combination(new OutcomeCodec.Key(e.data(), e.method(), e.seed()));
    }

    /** Returns a number that two rows share if and only if they are of the same data choice. */
    public int dataNumber(int row) {
        return table.index().get(row).data();
    }

    /** Returns a number that two rows share if and only if they are of the same method. */
    public int methodNumber(int row) {
        return table.index().get(row).method();
    }

    /** Returns when the run of a row ended; touches no file. */
    public Instant at(int row) {
        return Instant.ofEpochMilli(table.index().get(row).at());
    }

    /** Returns what became of a row's run, in one word; touches no file. */
    public RunStatus status(int row) {
        return switch (table.index().type(row)) {
            case DONE -> RunStatus.DONE;
            case EQUAL_TO -> RunStatus.EQUAL;
            default -> RunStatus.FAILED;
        };
    }

    /** Returns what became of a row's run. */
    public Outcome outcome(int row) {
        return outcome(opened(row));
    }

    /** Returns who did a row's run. */
    public Session session(int row) {
        return opened(row).session;
    }

    /** Returns a row with everything. */
    public StoredRun run(int row) {
        Optional<Outcome.Done> done = done(row);
        return new StoredRun(
                combination(row),
                outcome(row),
                done.map(Outcome.Done::scores),
                done.map(Outcome.Done::cost),
                session(row),
                at(row));
    }

    /** Returns scores and cost of a row's run: its own, or those of the run that it equals; empty if that failed or is not known. */
    public Optional<Outcome.Done> done(int row) {
        return switch (table.index().type(row)) {
            case DONE -> Optional.of((Outcome.Done) outcome(row));
            case EQUAL_TO -> {
                Opened record = opened(row);
                OutcomeCodec.Key key = OutcomeCodec.other(record.in, record.names);
                int other = table.index().find(key.data(), key.method(), key.seed());
                yield other == RunIndex.NONE || table.index().type(other) != RecordType.DONE
                        ? Optional.empty()
                        : Optional.of(remembered(other));
            }
            default -> Optional.empty();
        };
    }

    private Outcome.Done remembered(int row) {
        Outcome.Done known = others.get(row);
        if (known == null) {
            Opened record = opened(row, segment(row).payload(table.index().get(row)));
            known = (Outcome.Done) outcome(record);
            others.put(row, known);
        }
        return known;
    }

    private Outcome outcome(Opened record) {
        try {
            return switch (record.entry.type()) {
                case DONE -> OutcomeCodec.done(record.in, record.names);
                case EQUAL_TO ->
                    new Outcome.EqualTo(
                            table.combination(OutcomeCodec.other(record.in, record.names)),
                            record.names.text(record.in.count()));
                default -> new Outcome.Failed(record.names.text(record.in.count()));
            };
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new StoreException(
                    table.segments().get(record.entry.segment()).path() + ", byte " + record.entry.offset()
                            + ": a record cannot be used: " + e.getMessage(),
                    e);
        }
    }

    /** A record, opened where the outcome begins. */
    private record Opened(RunIndex.Entry entry, LocalNames names, Session session, ByteSource in) {}

    private Opened opened(int row) {
        RunIndex.Entry e = table.index().get(row);
        if (windows[e.segment()] == null) {
            windows[e.segment()] = segment(row).window();
        }
        return opened(row, windows[e.segment()].payload(e.offset(), e.length()));
    }

    private Opened opened(int row, ByteSource in) {
        LocalNames names = segment(row).names();
        return new Opened(table.index().get(row), names, OutcomeCodec.session(in, names), in);
    }

    private SegmentFile segment(int row) {
        return table.segments().get(table.index().get(row).segment());
    }
}
