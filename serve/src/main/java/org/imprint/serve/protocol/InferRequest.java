package org.imprint.serve.protocol;

import java.util.List;
import java.util.Optional;
import org.imprint.serve.http.HttpProblem;

/**
 * A request of inference.
 *
 * @param id by which the client calls it
 * @param input what it asks about
 * @param outputs what it asks for, in this order
 */
record InferRequest(Optional<String> id, InferInput input, List<WantedOutput> outputs) {

    /** So many numbers are answered at most: some tens of megabytes of JSON. */
    private static final int MOST_OUTPUTS = 1 << 22;

    /** Numbers that a text counts as. */
    private static final int OF_A_TEXT = 16;

    /** Checks that the answer has bounds. @param classes C */
    void requireBounded(int classes) {
        long n = input.size();
        long all = 0;
        for (WantedOutput wanted : outputs) {
            all += switch (wanted.kind()) {
                case LABELS -> (long) OF_A_TEXT * classes;
                case LABEL -> OF_A_TEXT * n;
                case PROBABILITIES -> n * ofARow(wanted, classes);
                case SCORE, PROBABILITY, UNKNOWN, KNOWN_SCORE -> n;
            };
        }
        if (all > MOST_OUTPUTS) {
            throw new HttpProblem(
                    413,
                    "outputs must have at most " + MOST_OUTPUTS + " numbers together, a text counted as " + OF_A_TEXT
                            + ", were " + all + ": ask with fewer rows, or for fewer outputs");
        }
    }

    private static long ofARow(WantedOutput wanted, int classes) {
        return wanted.classification().isEmpty()
                ? classes
                : (long) OF_A_TEXT * Math.min(classes, wanted.classification().getAsInt());
    }
}
