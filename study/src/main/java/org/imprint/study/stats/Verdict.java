package org.imprint.study.stats;

import java.util.Locale;

/**
 * How a comparison ended.
 *
 * @param kind what it ended with
 * @param sentence the same in words, with the numbers
 */
public record Verdict(Kind kind, String sentence) {

    /** Returns a p-value as text, to three digits. */
    static String rounded(double p) {
        return String.format(Locale.ROOT, "%.3g", p);
    }

    /** What a comparison ends with. */
    public enum Kind {
        /** Pairs were tested. */
        PAIRS_TESTED,
        /** Friedman's test did not tell that any methods differ, so no pair is called different. */
        NOTHING_DIFFERS,
        /** No test is possible. */
        UNTESTABLE,
        /** The published code ends its process here; {@code reference} semantics only. */
        PUBLISHED_CODE_STOPS
    }
}
