package org.imprint.cluster.client;

import java.util.BitSet;
import java.util.StringJoiner;
import org.imprint.core.Checks;

/** Sets of indexes as the cluster writes them, such as {@code 1,3-5,7}. */
final class IndexSet {

    private IndexSet() {}

    /**
     * Reads a set.
     *
     * @param text may be {@code null} or empty, as where a status lacks it
     */
    static BitSet parse(String text) {
        BitSet set = new BitSet();
        if (text == null || text.isBlank()) {
            return set;
        }
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            Checks.require(
                    ends.length <= 2 && ends[0].matches("[0-9]{1,6}") && ends[ends.length - 1].matches("[0-9]{1,6}"),
                    "indexes must be like 1,3-5",
                    "'" + text + "'");
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            Checks.require(from <= to, "indexes must be like 1,3-5", "'" + text + "'");
            set.set(from, to + 1);
        }
        return set;
    }

    /** Writes a set. */
    static String text(BitSet set) {
        StringJoiner text = new StringJoiner(",");
        for (int from = set.nextSetBit(0); from >= 0; from = set.nextSetBit(from)) {
            int end = set.nextClearBit(from);
            text.add(end - from == 1 ? Integer.toString(from) : from + "-" + (end - 1));
            from = end;
        }
        return text.toString();
    }
}
