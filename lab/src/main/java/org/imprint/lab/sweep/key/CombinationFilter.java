package org.imprint.lab.sweep.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.text.Spelling;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;

/**
 * Chooses combinations by what they are made of: all conditions must hold, each names a key and the values it may have.
 *
 * <p>Written {@code generator=kmeans,kmedoids}. Because a condition speaks of the data, the method or the seed alone, a
 * combination passes if and only if its three parts pass.
 *
 * @param conditions none lets everything pass
 */
public record CombinationFilter(List<Condition> conditions) {

    /** Copies the list. */
    public CombinationFilter {
        conditions = List.copyOf(conditions);
    }

    /**
     * One key and the values it may have.
     *
     * @param key which part
     * @param values at least one, each as {@link CombinationKey#canonical} gives it
     */
    public record Condition(CombinationKey key, Set<String> values) {

        /** Brings the values into their one spelling, in the order given. */
        public Condition {
            Checks.require(!values.isEmpty(), key.wireName() + " needs at least one value", "none");
            Set<String> canonical = new LinkedHashSet<>();
            values.forEach(value -> canonical.add(key.canonical(value)));
            values = Collections.unmodifiableSet(canonical);
        }

        /** Returns the condition as it is written. */
        @Override
        public String toString() {
            return key.wireName() + "=" + String.join(",", values);
        }
    }

    /** Returns the filter that lets everything pass. */
    public static CombinationFilter everything() {
        return new CombinationFilter(List.of());
    }

    /** Returns the filter of one condition. */
    public static CombinationFilter of(CombinationKey key, String... values) {
        return new CombinationFilter(List.of(new Condition(key, new LinkedHashSet<>(Arrays.asList(values)))));
    }

    /**
     * Reads filters, each {@code key=value[,value…]}.
     *
     * @throws ImprintException for the first that has no {@code =}, an unknown key, no value, or a value that no
     *     combination can have; names the filter, what is legal and what was probably meant
     */
    public static CombinationFilter parse(List<String> filters) {
        return new CombinationFilter(
                filters.stream().map(CombinationFilter::condition).toList());
    }

    /**
     * Reads one condition, {@code key=value[,value…]}.
     *
     * @throws ImprintException as {@link #parse}
     */
    public static Condition condition(String filter) {
        int equals = filter.indexOf('=');
        Checks.require(equals >= 0, "filter must be key=value[,value...]", "'" + filter + "'");
        String name = filter.substring(0, equals).strip();
        CombinationKey key = CombinationKey.all().stream()
                .filter(k -> k.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(filter, name));
        Set<String> values = Arrays.stream(filter.substring(equals + 1).split(",", -1))
                .map(String::strip)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        try {
            return new Condition(key, values);
        } catch (ImprintException e) {
            throw e.at("filter '" + filter + "'");
        }
    }

    private static ImprintException unknown(String filter, String name) {
        List<String> names = CombinationKey.all().stream().map(Named::wireName).toList();
        return new ImprintException("filter '" + filter + "': key must be one of " + String.join(", ", names)
                + ", was '" + name + "'"
                + Spelling.hint(name, names));
    }

    /** Returns whether a combination passes. */
    public boolean test(Combination combination) {
        return test(combination.data()) && test(combination.method()) && testSeed(combination.seed());
    }

    /** Returns whether combinations of a data choice can pass at all. */
    public boolean test(DataChoice data) {
        return conditions.stream()
                .allMatch(c -> !(c.key() instanceof DataKey key) || c.values().contains(key.of(data)));
    }

    /** Returns whether combinations of a method can pass at all. */
    public boolean test(Method method) {
        return conditions.stream()
                .allMatch(c -> !(c.key() instanceof MethodKey key) || c.values().contains(key.of(method)));
    }

    /** Returns whether combinations of a seed can pass at all. */
    public boolean testSeed(long seed) {
        return conditions.stream()
                .allMatch(c -> !(c.key() instanceof SeedKey key) || c.values().contains(key.of(seed)));
    }

    /** Returns the filter whose conditions are those of this one and of another. */
    public CombinationFilter and(CombinationFilter other) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(other.conditions);
        return new CombinationFilter(all);
    }

    /** Returns whether everything passes. */
    public boolean isEverything() {
        return conditions.isEmpty();
    }

    /** Returns the conditions as they are written, such as {@code generator=kmeans k=5,20}. */
    @Override
    public String toString() {
        return conditions.stream().map(Condition::toString).collect(Collectors.joining(" "));
    }
}
