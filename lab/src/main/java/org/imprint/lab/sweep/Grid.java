package org.imprint.lab.sweep;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.imprint.core.Checks;

/**
 * Every data choice with every method with every seed; the seed changes fastest, then the method.
 *
 * <p>Holds the three lists only; combinations are made when asked for.
 */
public record Grid(List<DataChoice> data, List<Method> methods, List<Long> seeds) {

    /** Copies the lists. */
    public Grid {
        data = List.copyOf(data);
        methods = List.copyOf(methods);
        seeds = List.copyOf(seeds);
    }

    /** Returns the number of combinations. */
    public long size() {
        return Math.multiplyExact((long) data.size() * methods.size(), (long) seeds.size());
    }

    /** Returns combination {@code i} in [0, size). */
    public Combination get(long i) {
        Checks.require(i >= 0 && i < size(), "combination must be in [0, " + size() + ")", i);
        int s = (int) (i % seeds.size());
        long row = i / seeds.size();
        return new Combination(
                data.get((int) (row / methods.size())), methods.get((int) (row % methods.size())), seeds.get(s));
    }

    /** Returns all combinations in order. */
    public Stream<Combination> combinations() {
        return LongStream.range(0, size()).mapToObj(this::get);
    }

    /** Returns the published ids of all combinations in order; several times faster than asking each for its own. */
    public Stream<PublishedId> publishedIds() {
        List<PublishedJson.Pieces> ofMethods =
                methods.stream().map(PublishedJson::pieces).toList();
        return data.stream()
                .map(PublishedJson::pieces)
                .flatMap(d -> ofMethods.stream()
                        .flatMap(m -> PublishedId.of(PublishedJson.beforeSeed(m, d), seeds, d.third())));
    }
}
