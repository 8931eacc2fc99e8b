package org.imprint.study.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Groups on which a number of configurations were all run: means over them may be compared.
 *
 * <p>A store holds several sweeps, and a mean over easy groups beside one over hard groups would mislead. Failed runs count as
 * run: their cells are gaps that the page shows.
 *
 * @param groups places of the groups, rising
 * @param methods places of the configurations that were run on all of them, rising
 */
record ComparableSet(List<Integer> groups, List<Integer> methods) {

    private static final int MOST_SETS = 6;
    private static final int MOST_CANDIDATES = 200;
    private static final double WORTH_SHOWING = 0.005;

    /**
     * Returns sets that together hold most cells, each the one that adds the most cells to those before it; at least one if there are
     * cells.
     */
    static List<ComparableSet> of(List<MedianCell> cells, int methodCount) {
        List<BitSet> groupsOf = new ArrayList<>();
        IntStream.range(0, methodCount).forEach(m -> groupsOf.add(new BitSet()));
        cells.forEach(c -> groupsOf.get(c.method()).set(c.group()));
        List<BitSet> open = groupsOf.stream().map(b -> (BitSet) b.clone()).toList();
        List<BitSet> candidates = candidates(groupsOf);
        List<ComparableSet> sets = new ArrayList<>();
        while (sets.size() < MOST_SETS && !candidates.isEmpty()) {
            BitSet best = null;
            long most = 0;
            for (BitSet candidate : candidates) {
                long gain = gain(candidate, groupsOf, open);
                if (gain > most) {
                    best = candidate;
                    most = gain;
                }
            }
            if (best == null || (!sets.isEmpty() && most < WORTH_SHOWING * cells.size())) {
                break;
            }
            ComparableSet set = set(best, groupsOf);
            set.methods().forEach(m -> set.groups().forEach(g -> open.get(m).clear(g)));
            sets.add(set);
        }
        return sets;
    }

    private static List<BitSet> candidates(List<BitSet> groupsOf) {
        Map<BitSet, Integer> count = new HashMap<>();
        groupsOf.stream().filter(b -> !b.isEmpty()).forEach(b -> count.merge(b, b.cardinality(), Integer::sum));
        return count.entrySet().stream()
                .sorted(Map.Entry.<BitSet, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(e -> e.getKey().toString()))
                .limit(MOST_CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long gain(BitSet candidate, List<BitSet> groupsOf, List<BitSet> open) {
        long gain = 0;
        for (int m = 0; m < groupsOf.size(); m++) {
            if (holds(groupsOf.get(m), candidate)) {
                BitSet fresh = (BitSet) candidate.clone();
                fresh.and(open.get(m));
                gain += fresh.cardinality();
            }
        }
        return gain;
    }

    private static ComparableSet set(BitSet groups, List<BitSet> groupsOf) {
        return new ComparableSet(
                groups.stream().boxed().toList(),
                IntStream.range(0, groupsOf.size())
                        .filter(m -> holds(groupsOf.get(m), groups))
                        .boxed()
                        .toList());
    }

    private static boolean holds(BitSet whole, BitSet part) {
        BitSet lacking = (BitSet) part.clone();
        lacking.andNot(whole);
        return lacking.isEmpty();
    }
}
