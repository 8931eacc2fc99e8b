package org.imprint.lab.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.RunStatus;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.store.record.LocalNames;
import org.imprint.lab.store.record.OutcomeCodec;
import org.imprint.lab.store.record.RecordType;
import org.imprint.lab.sweep.Combination;

/**
 * Reads rows of a {@link RunTable} from the segments, fast if they are asked for in order. Not thread-safe.
 *
 * <p>{@link StoreException} where a record cannot be read or the file has become shorter.
 */
public final class RunReader {

    private static final int REMEMBERED = 256;

    private final RunTable table;
    private final RunIndex index;
    private final PayloadWindow[] windows;
    private final Map<Integer, Outcome.Done> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Outcome.Done> eldest) {
            return size() > REMEMBERED;
        }
    };

    private RunReader others;

    RunReader(RunTable table) {
        this.table = table;
        this.index = table.index();
        this.windows = new PayloadWindow[table.segments().size()];
    }

    /** Returns the combination of a row; touches no file. */
    public Combination combination(int row) {
        return table.combination(new OutcomeCodec.Key(index.data(row), index.method(row), index.seed(row)));
    }

    /** Returns a number that two rows share if and only if they are of the same data choice. */
    public int dataNumber(int row) {
        return index.data(row);
    }

    /** Returns a number that two rows share if and only if they are of the same method. */
    public int methodNumber(int row) {
        return index.method(row);
    }

    /** Returns the seed of a row; touches no file. */
    public long seed(int row) {
        return index.seed(row);
    }

    /** Returns when the run of a row ended; touches no file. */
    public Instant at(int row) {
        return Instant.ofEpochMilli(index.stamp(row).at());
    }

    /** Returns what became of a row's run, in one word; touches no file. */
    public RunStatus status(int row) {
        return index.type(row).status();
    }

    /** Returns what became of a row's run. */
    public Outcome outcome(int row) {
        ByteSource in = opened(row);
        LocalNames names = segment(row).names();
        try {
            return switch (index.type(row)) {
                case DONE -> OutcomeCodec.done(in, names);
                case EQUAL_TO ->
                    new Outcome.EqualTo(table.combination(OutcomeCodec.other(in, names)), names.text(in.count()));
                default -> OutcomeCodec.failed(in, names);
            };
        } catch (ImprintException | ArithmeticException | DateTimeException e) {
            throw new StoreException(
                    segment(row).path() + ", byte " + index.offset(row) + ": a record cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Returns who did a row's run. */
    public Session session(int row) {
        int session = OutcomeCodec.skipToOutcome(index.type(row), payload(row));
        return segment(row).names().session(session);
    }

    /** Returns a row with everything. */
    public StoredRun run(int row) {
        Outcome outcome = outcome(row);
        Optional<Outcome.Done> done = outcome instanceof Outcome.Done own ? Optional.of(own) : done(row);
        return new StoredRun(
                combination(row),
                outcome,
                done.map(Outcome.Done::scores),
                done.map(Outcome.Done::cost),
                session(row),
                at(row));
    }

    /** Returns scores and cost of a row's run: its own, or those of the run that it equals; empty if that failed or is not known. */
    public Optional<Outcome.Done> done(int row) {
        int other = doneRow(row);
        if (other == row) {
            return Optional.of((Outcome.Done) outcome(row));
        }
        return other == RunIndex.NONE ? Optional.empty() : Optional.of(remembered(other));
    }

    /** Returns the accuracy of {@link #done} in [0, 1], NaN if there is none; faster than the scores. */
    public double accuracy(int row) {
        int other = doneRow(row);
        return other == RunIndex.NONE
                ? Double.NaN
                : OutcomeCodec.accuracy(
                        other == row ? opened(row) : others().opened(other),
                        segment(other).names());
    }

    /** Returns the row whose scores a row has: itself if it is done, or that which it equals. */
    private int doneRow(int row) {
        if (index.type(row) == RecordType.DONE) {
            return row;
        }
        if (index.type(row) == RecordType.EQUAL_TO) {
            OutcomeCodec.Key key = OutcomeCodec.other(opened(row), segment(row).names());
            int other = index.find(key.data(), key.method(), key.seed());
            return other != RunIndex.NONE && index.type(other) == RecordType.DONE ? other : RunIndex.NONE;
        }
        return RunIndex.NONE;
    }

    private Outcome.Done remembered(int row) {
        Outcome.Done known = remembered.get(row);
        if (known == null) {
            known = (Outcome.Done) others().outcome(row);
            remembered.put(row, known);
        }
        return known;
    }

    /** Looks elsewhere without losing the place here. */
    private RunReader others() {
        if (others == null) {
            others = new RunReader(table);
        }
        return others;
    }

    private ByteSource opened(int row) {
        ByteSource in = payload(row);
        OutcomeCodec.skipToOutcome(index.type(row), in);
        return in;
    }

    private ByteSource payload(int row) {
        int segment = index.segment(row);
        if (windows[segment] == null) {
            windows[segment] = segment(row).window();
        }
        return windows[segment].payload(index.offset(row), index.length(row));
    }

    private SegmentFile segment(int row) {
        return table.segments().get(index.segment(row));
    }
}
