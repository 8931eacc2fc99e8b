package org.imprint.lab.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.RunStatus;
import org.imprint.lab.result.Session;
import org.imprint.lab.store.RunReader;
import org.imprint.lab.sweep.Combination;

/** One row of a table at a time, of which only what is asked for is read, and that once: {@link RunColumn} says what. For one thread. */
final class RowCells {

    private final RunReader reader;
    private final Semantics semantics;
    private int row;
    private Combination combination;
    private Outcome outcome;
    private Optional<Outcome.Done> done = Optional.empty();
    private boolean doneIsKnown;

    RowCells(RunReader reader, Semantics semantics) {
        this.reader = reader;
        this.semantics = semantics;
    }

    RowCells to(int next) {
        row = next;
        combination = null;
        outcome = null;
        doneIsKnown = false;
        return this;
    }

    int dataNumber() {
        return reader.dataNumber(row);
    }

    int methodNumber() {
        return reader.methodNumber(row);
    }

    Combination combination() {
        if (combination == null) {
            combination = reader.combination(row);
        }
        return combination;
    }

    Optional<Outcome.Done> done() {
        if (!doneIsKnown) {
            done = reader.done(row);
            doneIsKnown = true;
        }
        return done;
    }

    Session session() {
        return reader.session(row);
    }

    Instant at() {
        return reader.at(row);
    }

    long seed() {
        return reader.seed(row);
    }

    /** NaN if there is none. */
    double accuracy() {
        return reader.accuracy(row);
    }

    RunStatus status() {
        return reader.status(row);
    }

    Semantics semantics() {
        return semantics;
    }

    Optional<Outcome.Failed> failed() {
        return outcome() instanceof Outcome.Failed f ? Optional.of(f) : Optional.empty();
    }

    Optional<Outcome.EqualTo> equal() {
        return outcome() instanceof Outcome.EqualTo e ? Optional.of(e) : Optional.empty();
    }

    private Outcome outcome() {
        if (outcome == null) {
            outcome = reader.outcome(row);
        }
        return outcome;
    }
}
