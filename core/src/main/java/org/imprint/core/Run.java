package org.imprint.core;

import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.Draws;

/**
 * What one run brings with it besides its recipe and data: semantics, random streams, threads.
 *
 * @param semantics whose numbers are wanted
 * @param draws the run's random streams; not shared with another run
 * @param parallel the threads it may use; they change no result
 */
public record Run(Semantics semantics, Draws draws, Parallel parallel) {

    /** Returns a run with fresh streams for {@code seed}. */
    public static Run of(Semantics semantics, long seed, Parallel parallel) {
        return new Run(semantics, Draws.of(semantics, seed), parallel);
    }
}
