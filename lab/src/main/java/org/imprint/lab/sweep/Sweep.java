package org.imprint.lab.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;

/**
 * Grids one after the other; a combination that an earlier grid has already is left out.
 *
 * <p>Within a grid nothing is left out: the published code keeps a seed that is listed twice.
 *
 * @param semantics whose numbers the runs give
 * @param grids the grids in order
 */
public record Sweep(Semantics semantics, List<Grid> grids) {

    /** Copies the list. */
    public Sweep {
        grids = List.copyOf(grids);
    }

    /** Returns the same sweep under other semantics. */
    public Sweep with(Semantics other) {
        return new Sweep(other, grids);
    }

    /**
     * Returns the same sweep on other data: every grid with each of these in place of its own, each combination of them once.
     *
     * @param backbones empty keeps those of the grids
     * @param dataSets empty keeps those of the grids; several names in one are merged
     */
    public Sweep on(List<String> backbones, List<List<String>> dataSets) {
        return new Sweep(
                semantics,
                grids.stream()
                        .map(grid -> new Grid(
                                grid.data().stream()
                                        .flatMap(choice -> choice.on(backbones, dataSets))
                                        .distinct()
                                        .toList(),
                                grid.methods(),
                                grid.seeds()))
                        .toList());
    }

    /** Returns the names of its backbones, sorted. */
    public SortedSet<String> backbones() {
        return grids.stream()
                .flatMap(grid -> grid.data().stream())
                .map(DataChoice::backbone)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the combinations in order, made as they are asked for; memory O(axes). */
    public Stream<Combination> combinations() {
        return IntStream.range(0, grids.size()).boxed().flatMap(this::combinations);
    }

    /** Returns the published ids of the combinations, in their order. */
    public Stream<PublishedId> publishedIds() {
        return IntStream.range(0, grids.size())
                .boxed()
                .flatMap(j -> overlaps(j).isEmpty()
                        ? grids.get(j).publishedIds()
                        : combinations(j).map(Combination::publishedId));
    }

    /** Returns the number of combinations; time O(grids²) unless grids overlap. */
    public long size() {
        return IntStream.range(0, grids.size())
                .mapToLong(j -> overlaps(j).isEmpty()
                        ? grids.get(j).size()
                        : combinations(j).count())
                .sum();
    }

    private Stream<Combination> combinations(int j) {
        List<Members> earlier = overlaps(j);
        Predicate<Combination> seen = c -> earlier.stream().anyMatch(m -> m.contain(c));
        Stream<Combination> all = grids.get(j).combinations();
        return earlier.isEmpty() ? all : all.filter(seen.negate());
    }

    /** Returns the members of the grids before {@code j} that share a combination with it. */
    private List<Members> overlaps(int j) {
        return grids.subList(0, j).stream()
                .map(Members::of)
                .filter(m -> m.meet(grids.get(j)))
                .toList();
    }

    private record Members(Set<DataChoice> data, Set<Method> methods, Set<Long> seeds) {

        static Members of(Grid grid) {
            return new Members(new HashSet<>(grid.data()), new HashSet<>(grid.methods()), new HashSet<>(grid.seeds()));
        }

        boolean contain(Combination c) {
            return seeds.contains(c.seed()) && methods.contains(c.method()) && data.contains(c.data());
        }

        boolean meet(Grid grid) {
            return grid.seeds().stream().anyMatch(seeds::contains)
                    && grid.methods().stream().anyMatch(methods::contains)
                    && grid.data().stream().anyMatch(data::contains);
        }
    }
}
