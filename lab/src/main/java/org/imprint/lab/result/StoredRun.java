package org.imprint.lab.result;

import java.time.Instant;
import java.util.Optional;
import org.imprint.lab.sweep.Combination;

/**
 * One run as a store has it.
 *
 * @param combination what was run
 * @param outcome what became of it
 * @param scores its scores, those of the other run if it equals one; empty if it failed
 * @param cost what it took, or what the other run took; empty if it failed
 * @param session the process that did it
 * @param at when it ended
 */
public record StoredRun(
        Combination combination,
        Outcome outcome,
        Optional<Scores> scores,
        Optional<Cost> cost,
        Session session,
        Instant at) {}
