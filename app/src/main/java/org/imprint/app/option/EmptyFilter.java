package org.imprint.app.option;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.text.Spelling;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.CombinationKey;
import org.imprint.lab.sweep.key.DataKey;
import org.imprint.lab.sweep.key.MethodKey;
import org.imprint.lab.sweep.key.SeedKey;

/** Says why a filter leaves nothing of a store or a sweep. */
public final class EmptyFilter {

    private static final int SHOWN = 10;

    private EmptyFilter() {}

    /** Returns one sentence, with the names that are there where none of those asked for is. Reads the store once for each. */
    public static String sentence(CombinationFilter filter, ResultStore store) {
        return "--filter must leave at least one of the store's " + store.size() + " runs, was " + filter
                + what(
                        filter,
                        key -> key instanceof DataKey of
                                ? store.runs()
                                        .map(run -> of.of(run.combination().data()))
                                : Stream.empty());
    }

    /** Returns one sentence, with the values that are there where none of those asked for is. */
    static String sentence(CombinationFilter filter, Sweep sweep) {
        return "--filter must leave at least one of the sweep's " + sweep.size() + " combinations, was " + filter
                + what(filter, key -> values(key, sweep));
    }

    private static Stream<String> values(CombinationKey key, Sweep sweep) {
        return sweep.grids().stream().flatMap(grid -> {
            if (key instanceof DataKey of) {
                return grid.data().stream().map(of::of);
            }
            return key instanceof MethodKey of
                    ? grid.methods().stream().map(of::of)
                    : grid.seeds().stream().map(SeedKey.SEED::of);
        });
    }

    /** Returns what is there of each key of which nothing asked for is; a key without values is left out. */
    private static String what(CombinationFilter filter, Function<CombinationKey, Stream<String>> values) {
        StringBuilder text = new StringBuilder();
        for (CombinationFilter.Condition condition : filter.conditions()) {
            SortedSet<String> there = values.apply(condition.key()).collect(Collectors.toCollection(TreeSet::new));
            if (!there.isEmpty() && condition.values().stream().noneMatch(there::contains)) {
                text.append(names(condition, there));
            }
        }
        return text.toString();
    }

    private static String names(CombinationFilter.Condition condition, SortedSet<String> there) {
        String some = there.stream().limit(SHOWN).collect(Collectors.joining(", "));
        String near = condition.values().stream()
                .flatMap(value -> Spelling.nearest(value, there).stream())
                .findFirst()
                .map(Spelling::question)
                .orElse("");
        return "; " + condition.key().wireName() + " is there as " + some
                + (there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " more" : "") + near;
    }
}
