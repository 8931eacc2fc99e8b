package org.imprint.study.stats;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which cells of a table were missing and what was left out because of them.
 *
 * @param gaps blocks that lack a method, with the methods they lack; in order of the table
 * @param droppedMethods methods left out; empty unless {@link Missing#DROP_METHODS}
 * @param droppedBlocks blocks left out; empty unless {@link Missing#DROP_BLOCKS}
 * @param keptBlocks n, the number of blocks that the comparison is made on
 */
public record MissingReport(List<Gap> gaps, List<String> droppedMethods, List<String> droppedBlocks, int keptBlocks) {

    private static final int SHOWN = 5;

    /** Copies the lists. */
    public MissingReport {
        gaps = List.copyOf(gaps);
        droppedMethods = List.copyOf(droppedMethods);
        droppedBlocks = List.copyOf(droppedBlocks);
    }

    /** A block that lacks methods. */
    public record Gap(String block, List<String> methods) {
        /** Copies the list. */
        public Gap {
            methods = List.copyOf(methods);
        }
    }

    /** Returns one sentence: what is missing and what was done about it. */
    public String sentence() {
        String used = (keptBlocks == 1 ? "is" : "are") + " used.";
        if (gaps.isEmpty()) {
            return "No score is missing; " + count(keptBlocks, "block") + " " + used;
        }
        String missing = "Scores are missing on " + count(gaps.size(), "block") + " (" + listed() + "); ";
        return droppedMethods.isEmpty()
                ? missing + leftOut(droppedBlocks, "block") + " and " + keptBlocks + " " + used
                : missing + leftOut(droppedMethods, "method") + " (" + String.join(", ", droppedMethods) + ") and "
                        + count(keptBlocks, "block") + " " + used;
    }

    private static String leftOut(List<String> names, String what) {
        return count(names.size(), what) + (names.size() == 1 ? " was" : " were") + " left out";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String listed() {
        String some = gaps.stream()
                .limit(SHOWN)
                .map(gap -> gap.block() + " lacks " + String.join(", ", gap.methods()))
                .collect(Collectors.joining("; "));
        return gaps.size() > SHOWN ? some + "; and " + (gaps.size() - SHOWN) + " more" : some;
    }
}
