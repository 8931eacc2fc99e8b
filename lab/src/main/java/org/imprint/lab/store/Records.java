package org.imprint.lab.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;

/** Reads outcomes of a catalogue's rows from their segments. Remembers where it reads: one object for one pass. Not thread-safe. */
final class Records {

    private static final int REMEMBERED = 512;

    private final Catalogue catalogue;
    private final List<SegmentFile> segments;
    private final PayloadWindow[] windows;
    private final Map<Integer, Outcome.Done> others = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Outcome.Done> eldest) {
            return size() > REMEMBERED;
        }
    };

    Records(Catalogue catalogue, List<SegmentFile> segments) {
        this.catalogue = catalogue;
        this.segments = List.copyOf(segments);
        this.windows = new PayloadWindow[segments.size()];
    }

    /** A record's place, opened at the outcome. */
    private record Opened(RunIndex.Entry entry, LocalNames names, Session session, ByteSource in) {}

    Combination combination(RunIndex.Entry e) {
        return new Combination(catalogue.data(e.data()), catalogue.method(e.method()), e.seed());
    }

    Outcome outcome(int row) {
        return outcome(opened(row, true));
    }

    StoredRun run(int row) {
        Opened record = opened(row, false);
        Outcome outcome = outcome(record);
        Optional<Outcome.Done> done = done(outcome);
        return new StoredRun(
                combination(record.entry),
                outcome,
                done.map(Outcome.Done::scores),
                done.map(Outcome.Done::cost),
                record.session,
                Instant.ofEpochMilli(record.entry.at()));
    }

    private Optional<Outcome.Done> done(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return Optional.of(done);
        }
        if (outcome instanceof Outcome.EqualTo equal) {
            int row = catalogue.row(equal.other());
            if (row != RunIndex.NONE && catalogue.runs().type(row) == RecordType.DONE) {
                return Optional.of(others.computeIfAbsent(row, r -> (Outcome.Done) outcome(opened(r, true))));
            }
        }
        return Optional.empty();
    }

    private Outcome outcome(Opened record) {
        try {
            return switch (record.entry.type()) {
                case DONE -> OutcomeCodec.done(record.in, record.names);
                case EQUAL_TO -> {
                    OutcomeCodec.Key other = OutcomeCodec.other(record.in, record.names);
                    yield new Outcome.EqualTo(
                            new Combination(
                                    catalogue.data(other.data()), catalogue.method(other.method()), other.seed()),
                            record.names.text(record.in.count()));
                }
                default -> new Outcome.Failed(record.names.text(record.in.count()));
            };
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new StoreException(
                    segments.get(record.entry.segment()).path() + ", byte " + record.entry.offset()
                            + ": a record cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private Opened opened(int row, boolean alone) {
        RunIndex.Entry e = catalogue.runs().get(row);
        SegmentFile segment = segments.get(e.segment());
        ByteSource in = alone
                ? new ByteSource(segment.payload(e.offset(), e.length()), 0, e.length())
                : window(e.segment()).payload(e.offset(), e.length());
        return new Opened(e, segment.names(), OutcomeCodec.session(in, segment.names()), in);
    }

    private PayloadWindow window(int segment) {
        if (windows[segment] == null) {
            windows[segment] = segments.get(segment).window();
        }
        return windows[segment];
    }
}
