package org.imprint.study.stats;

import java.util.List;

/**
 * A method, or several that score alike on every block, with its average rank.
 *
 * @param names one name, or those of identical methods, sorted
 * @param averageRank mean over blocks of the rank among all methods, 1 for the best
 */
public record RankedMethod(List<String> names, double averageRank) {

    /** Copies the list. */
    public RankedMethod {
        names = List.copyOf(names);
    }

    /** Returns the names joined by {@code " = "}. */
    public String label() {
        return String.join(" = ", names);
    }
}
