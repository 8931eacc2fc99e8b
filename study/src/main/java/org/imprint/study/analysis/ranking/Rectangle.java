package org.imprint.study.analysis.ranking;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.study.analysis.median.Medians;

/**
 * The groups and configurations of a table that are left when nothing may be missing, by place.
 *
 * @param groups left, rising
 * @param methods left, rising
 * @param droppedGroups left out
 * @param droppedMethods left out
 * @param missing pairs of those given that have no score
 */
record Rectangle(
        List<Integer> groups,
        List<Integer> methods,
        List<Dropped> droppedGroups,
        List<Dropped> droppedMethods,
        long missing) {

    /** One that was left out: its place, and how many scores it lacked from the start. */
    record Dropped(int place, int lacked) {}

    /** Returns what is left of the groups and methods given, by a rule. Time O(groups · methods). */
    static Rectangle of(Medians medians, int[] groups, int[] methods, Gaps rule) {
        return new Shrinking(medians, groups, methods).shrink(rule);
    }

    /** One shrinking; rows are groups, columns are methods, both by their places in the arrays given. */
    private static final class Shrinking {

        private final int[] groups;
        private final int[] methods;
        private final BitSet[] lackingInRow;
        private final int[] rowLacks;
        private final int[] columnLacks;
        private final BitSet rows = new BitSet();
        private final BitSet columns = new BitSet();
        private final int[] rowLacked;
        private final int[] columnLacked;

        Shrinking(Medians medians, int[] groups, int[] methods) {
            this.groups = groups;
            this.methods = methods;
            this.lackingInRow = new BitSet[groups.length];
            this.rowLacks = new int[groups.length];
            this.columnLacks = new int[methods.length];
            rows.set(0, groups.length);
            columns.set(0, methods.length);
            for (int r = 0; r < groups.length; r++) {
                lackingInRow[r] = new BitSet();
                for (int c = 0; c < methods.length; c++) {
                    if (medians.accuracy(groups[r], methods[c]).isEmpty()) {
                        lackingInRow[r].set(c);
                        rowLacks[r]++;
                        columnLacks[c]++;
                    }
                }
            }
            rowLacked = rowLacks.clone();
            columnLacked = columnLacks.clone();
        }

        Rectangle shrink(Gaps rule) {
            switch (rule) {
                case DROP_GROUPS ->
                    IntStream.range(0, rowLacks.length)
                            .filter(r -> rowLacks[r] > 0)
                            .forEach(rows::clear);
                case DROP_CONFIGURATIONS ->
                    IntStream.range(0, columnLacks.length)
                            .filter(c -> columnLacks[c] > 0)
                            .forEach(columns::clear);
                case DROP_FEWEST -> dropFewest();
            }
            return new Rectangle(
                    rows.stream().map(r -> groups[r]).boxed().toList(),
                    columns.stream().map(c -> methods[c]).boxed().toList(),
                    dropped(groups, rows, rowLacked),
                    dropped(methods, columns, columnLacked),
                    IntStream.of(rowLacked).asLongStream().sum());
        }

        private void dropFewest() {
            while (true) {
                int r = worst(rows, rowLacks);
                int c = worst(columns, columnLacks);
                if (r < 0 || c < 0 || rowLacks[r] == 0 && columnLacks[c] == 0) {
                    return;
                }
                // Shares compared without division; a tie costs the group.
                if ((long) rowLacks[r] * rows.cardinality() >= (long) columnLacks[c] * columns.cardinality()) {
                    dropRow(r);
                } else {
                    dropColumn(c);
                }
            }
        }

        /** Returns the one that lacks most, the last of several; negative if there is none. */
        private static int worst(BitSet left, int[] lacks) {
            int worst = -1;
            for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
                if (worst < 0 || lacks[i] >= lacks[worst]) {
                    worst = i;
                }
            }
            return worst;
        }

        private void dropRow(int r) {
            rows.clear(r);
            lackingInRow[r].stream().forEach(c -> columnLacks[c]--);
        }

        private void dropColumn(int c) {
            columns.clear(c);
            rows.stream().filter(r -> lackingInRow[r].get(c)).forEach(r -> rowLacks[r]--);
        }

        private static List<Dropped> dropped(int[] all, BitSet left, int[] lacked) {
            return IntStream.range(0, all.length)
                    .filter(i -> !left.get(i))
                    .mapToObj(i -> new Dropped(all[i], lacked[i]))
                    .toList();
        }
    }
}
