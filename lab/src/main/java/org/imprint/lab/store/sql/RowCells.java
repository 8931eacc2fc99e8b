package org.imprint.lab.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Thrown;
import org.imprint.lab.store.RunReader;
import org.imprint.lab.sweep.Combination;

/** One row of a table at a time, of which only what is asked for is read, and that once. For one thread. */
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

    Object accuracy() {
        double accuracy = reader.accuracy(row);
        return Double.isNaN(accuracy) ? null : accuracy;
    }

    String id() {
        return combination().publishedId().toString();
    }

    String semantics() {
        return semantics.wireName();
    }

    String status() {
        return reader.status(row).wireName();
    }

    Object generationSeconds() {
        return done().map(d -> d.cost().generationSeconds()).orElse(null);
    }

    Object scoringSeconds() {
        return done().map(d -> d.cost().scoringSeconds()).orElse(null);
    }

    String equalTo() {
        return equal().map(e -> e.other().publishedId().toString()).orElse(null);
    }

    String rule() {
        return equal().map(Outcome.EqualTo::rule).orElse(null);
    }

    String error() {
        return failed().map(Outcome.Failed::error).orElse(null);
    }

    String errorType() {
        return failed().flatMap(Outcome.Failed::thrown).map(Thrown::type).orElse(null);
    }

    /** Returns the frames on one line, the innermost first. */
    String errorFrames() {
        return failed().flatMap(Outcome.Failed::thrown)
                .map(thrown -> String.join(" < ", thrown.frames()))
                .orElse(null);
    }

    private Optional<Outcome.Failed> failed() {
        return outcome() instanceof Outcome.Failed f ? Optional.of(f) : Optional.empty();
    }

    private Optional<Outcome.EqualTo> equal() {
        return outcome() instanceof Outcome.EqualTo e ? Optional.of(e) : Optional.empty();
    }

    private Outcome outcome() {
        if (outcome == null) {
            outcome = reader.outcome(row);
        }
        return outcome;
    }
}
