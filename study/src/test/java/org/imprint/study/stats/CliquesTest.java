package org.imprint.study.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CliquesTest {

    private static MethodPair pair(int i, int j, boolean different) {
        return new MethodPair(i, j, 0.5, 0.5, different, Optional.empty());
    }

    @Test
    void drawsNoBarOverAMethodThatDiffers() {
        // 0 and 2 are alike, 1 differs from both: the published bar from 0 to 2 covers 1.
        List<MethodPair> pairs = List.of(pair(0, 1, true), pair(0, 2, false), pair(1, 2, true));
        assertThat(Cliques.contiguous(3, pairs)).isEmpty();
        assertThat(Cliques.maximal(3, pairs))
                .containsExactlyInAnyOrder(new Clique(List.of(0, 2)), new Clique(List.of(1)))
                .filteredOn(clique -> !clique.isContiguous())
                .singleElement()
                .satisfies(clique ->
                        assertThat(List.of(clique.first(), clique.last())).containsExactly(0, 2));
    }

    @Test
    void overlapWhereAlikeIsNotTransitive() {
        List<MethodPair> pairs = List.of(pair(0, 1, false), pair(0, 2, true), pair(1, 2, false));
        assertThat(Cliques.contiguous(3, pairs)).containsExactly(new Clique(List.of(0, 1)), new Clique(List.of(1, 2)));
    }

    @Test
    void areThoseOfTheDefinition() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(8);
            double density = random.nextDouble();
            List<MethodPair> pairs = new ArrayList<>();
            boolean[][] alike = new boolean[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = i + 1; j < size; j++) {
                    alike[i][j] = random.nextDouble() < density;
                    pairs.add(random.nextBoolean() ? pair(i, j, !alike[i][j]) : pair(j, i, !alike[i][j]));
                }
            }
            Set<List<Integer>> all = new HashSet<>();
            Set<List<Integer>> runs = new HashSet<>();
            for (int mask = 1; mask < 1 << size; mask++) {
                List<Integer> members = members(mask, size);
                if (isClique(members, alike)) {
                    all.add(members);
                    if (members.size() > 1 && new Clique(members).isContiguous()) {
                        runs.add(members);
                    }
                }
            }
            assertThat(Cliques.maximal(size, pairs))
                    .as("seed %d", seed)
                    .extracting(Clique::members)
                    .containsExactlyInAnyOrderElementsOf(maximalOf(all));
            assertThat(Cliques.contiguous(size, pairs))
                    .as("seed %d", seed)
                    .extracting(Clique::members)
                    .containsExactlyInAnyOrderElementsOf(maximalOf(runs));
        }
    }

    private static List<Integer> members(int mask, int size) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if ((mask >> i & 1) == 1) {
                members.add(i);
            }
        }
        return members;
    }

    private static boolean isClique(List<Integer> members, boolean[][] alike) {
        return members.stream().allMatch(i -> members.stream().allMatch(j -> i.compareTo(j) >= 0 || alike[i][j]));
    }

    private static List<List<Integer>> maximalOf(Set<List<Integer>> sets) {
        return sets.stream()
                .filter(set -> sets.stream().noneMatch(other -> other.size() > set.size() && other.containsAll(set)))
                .toList();
    }
}
