package org.imprint.app.command;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imprint.core.Spelling;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.sweep.CombinationFilter;
import org.imprint.lab.sweep.DataKey;

/** Says why a filter leaves nothing of a store. */
final class EmptyFilter {

    private static final int SHOWN = 10;

    private EmptyFilter() {}

    /** Returns one sentence, with the names that are there where none of those asked for is. Reads the store once for each. */
    static String sentence(CombinationFilter filter, ResultStore store) {
        StringBuilder sentence = new StringBuilder("--filter must leave at least one of the store's ")
                .append(store.size())
                .append(" runs, was ")
                .append(filter);
        for (CombinationFilter.Condition condition : filter.conditions()) {
            if (condition.key() instanceof DataKey key) {
                SortedSet<String> there = store.runs()
                        .map(run -> key.of(run.combination().data()))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (condition.values().stream().noneMatch(there::contains)) {
                    sentence.append(names(condition, there));
                }
            }
        }
        return sentence.toString();
    }

    private static String names(CombinationFilter.Condition condition, SortedSet<String> there) {
        String some = there.stream().limit(SHOWN).collect(Collectors.joining(", "));
        String near = condition.values().stream()
                .flatMap(value -> Spelling.nearest(value, there).stream())
                .findFirst()
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
        return "; " + condition.key().wireName() + " is there as " + some
                + (there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " more" : "") + near;
    }
}
