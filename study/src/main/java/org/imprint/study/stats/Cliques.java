package org.imprint.study.stats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Cliques of the graph whose edges join methods that are not told apart. */
final class Cliques {

    private final int size;
    private final BitSet[] alike;
    private final List<Clique> found = new ArrayList<>();

    private Cliques(int size, List<MethodPair> pairs) {
        this.size = size;
        this.alike = IntStream.range(0, size).mapToObj(i -> new BitSet(size)).toArray(BitSet[]::new);
        for (MethodPair pair : pairs) {
            if (!pair.different()) {
                alike[pair.first()].set(pair.second());
                alike[pair.second()].set(pair.first());
            }
        }
    }

    /** Returns the longest runs of neighbouring positions, at least two, in which all pairs are joined. */
    static List<Clique> contiguous(int size, List<MethodPair> pairs) {
        Cliques graph = new Cliques(size, pairs);
        int last = 0;
        for (int from = 0; from < size; from++) {
            int to = from;
            while (to + 1 < size && graph.alike[to + 1].nextClearBit(from) > to) {
                to++;
            }
            if (to > from && to > last) {
                graph.found.add(
                        new Clique(IntStream.rangeClosed(from, to).boxed().toList()));
                last = to;
            }
        }
        return graph.found;
    }

    /** Returns all maximal cliques, single methods included, by Bron and Kerbosch with pivots; exponential at worst. */
    static List<Clique> maximal(int size, List<MethodPair> pairs) {
        Cliques graph = new Cliques(size, pairs);
        BitSet all = new BitSet(size);
        all.set(0, size);
        graph.extend(new BitSet(size), all, new BitSet(size));
        return graph.found;
    }

    /** Returns the pairs that are not told apart and lie in no clique together. */
    static List<MethodPair> pairsOutside(List<Clique> cliques, List<MethodPair> pairs) {
        return pairs.stream()
                .filter(pair -> !pair.different())
                .filter(pair -> cliques.stream()
                        .noneMatch(clique -> clique.members().containsAll(List.of(pair.first(), pair.second()))))
                .toList();
    }

    private void extend(BitSet clique, BitSet open, BitSet done) {
        if (open.isEmpty() && done.isEmpty()) {
            found.add(new Clique(clique.stream().boxed().toList()));
            return;
        }
        BitSet choices = (BitSet) open.clone();
        choices.andNot(alike[pivot(open, done)]);
        choices.stream().forEach(next -> {
            BitSet larger = (BitSet) clique.clone();
            larger.set(next);
            extend(larger, and(open, alike[next]), and(done, alike[next]));
            open.clear(next);
            done.set(next);
        });
    }

    private int pivot(BitSet open, BitSet done) {
        int best = -1;
        int most = -1;
        for (int i = 0; i < size; i++) {
            int joined = open.get(i) || done.get(i) ? and(open, alike[i]).cardinality() : -1;
            if (joined > most) {
                most = joined;
                best = i;
            }
        }
        return best;
    }

    private static BitSet and(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both;
    }
}
