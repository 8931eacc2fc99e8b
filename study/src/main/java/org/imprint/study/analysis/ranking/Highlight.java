package org.imprint.study.analysis.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.core.recipe.Preset;
import org.imprint.core.text.Spelling;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodKey;
import org.imprint.study.analysis.method.Titles;
import org.imprint.study.analysis.method.Words;

/** The axis that a table is about: configurations with the same value compete for being the best of that value. */
public sealed interface Highlight permits Highlight.Keys, Highlight.Recipes {

    /** GEN. */
    Keys GENERATOR = new Keys("generator", List.of(MethodKey.GENERATOR));
    /** NORMpre, NORMpost and NORMinf together; a value is such as {@code none/quantile/none}, in this order. */
    Keys NORM = new Keys("norm", List.of(MethodKey.PRE, MethodKey.POST, MethodKey.INF));
    /** AGG with m; a value is such as {@code max} or {@code mnn m=3}. */
    Keys AGGREGATION = new Keys("aggregation", List.of(MethodKey.AGGREGATION, MethodKey.M));

    /** Returns the name, as the command line has it. */
    String name();

    /** Returns the value of a configuration; empty if the table is not about it. */
    Optional<String> value(Method method);

    /** Returns the same as people read it. */
    default Optional<String> title(Method method) {
        return value(method);
    }

    /** Returns the heading of the column of values. */
    default String heading() {
        return name();
    }

    /** Returns whether configurations of one value give the same answers, so that one of them is enough. */
    default boolean isOneEach() {
        return false;
    }

    /** Returns whether a configuration is the one to show among those that give the same answers. */
    default boolean prefers(Method method) {
        return true;
    }

    /**
     * Some keys of the method, joined.
     *
     * @param name {@code norm}, {@code aggregation}, or the keys joined by {@code +}
     * @param keys at least one
     */
    record Keys(String name, List<MethodKey> keys) implements Highlight {

        /** Copies the list. */
        public Keys {
            keys = List.copyOf(keys);
        }

        @Override
        public Optional<String> value(Method method) {
            return Optional.of(
                    keys.equals(NORM.keys())
                            ? keys.stream().map(key -> key.of(method)).collect(Collectors.joining("/"))
                            : keys.stream()
                                    .map(key -> word(key, method))
                                    .filter(word -> !word.isEmpty())
                                    .collect(Collectors.joining(" ")));
        }

        @Override
        public String heading() {
            List<MethodKey> ofAggregation = AGGREGATION.keys();
            return keys.equals(NORM.keys())
                    ? "NORM pre · post · inf"
                    : keys.stream()
                            .filter(key -> key != MethodKey.M || !keys.containsAll(ofAggregation))
                            .map(Words::of)
                            .collect(Collectors.joining(", "));
        }

        @Override
        public Optional<String> title(Method method) {
            return Optional.of(
                    keys.equals(NORM.keys())
                            ? Titles.norms(method)
                            : keys.stream()
                                    .map(key -> titleWord(key, method))
                                    .filter(word -> !word.isEmpty())
                                    .collect(Collectors.joining(", ")));
        }

        private String titleWord(MethodKey key, Method method) {
            boolean voters = keys.containsAll(AGGREGATION.keys());
            if (voters && key == MethodKey.AGGREGATION) {
                return Titles.voters(method.aggregation());
            }
            if (voters && key == MethodKey.M) {
                return "";
            }
            String title = Titles.of(key, method);
            boolean plain = keys.size() == 1 || key == MethodKey.GENERATOR || key == MethodKey.AGGREGATION;
            return plain ? title : Words.of(key) + " = " + title;
        }

        /** A value beside others, without its key where it speaks for itself; max has no m to tell. */
        private String word(MethodKey key, Method method) {
            String value = key.of(method);
            boolean plain = keys.size() == 1 || key == MethodKey.GENERATOR || key == MethodKey.AGGREGATION;
            boolean noVote = method.aggregation().voters().isEmpty();
            boolean nothing = key == MethodKey.M && noVote && keys.contains(MethodKey.AGGREGATION);
            return nothing ? "" : plain ? value : key.wireName() + "=" + value;
        }
    }

    /** The published recipes that the paper compares; other configurations are left out. */
    record Recipes() implements Highlight {

        @Override
        public String name() {
            return "recipe";
        }

        @Override
        public Optional<String> value(Method method) {
            return Preset.of(method.recipe()).map(Preset::title);
        }

        @Override
        public boolean isOneEach() {
            return true;
        }

        @Override
        public boolean prefers(Method method) {
            return Preset.of(method.recipe())
                    .filter(r -> r.published().equals(method.recipe()))
                    .isPresent();
        }
    }

    /**
     * Returns the axis of a name.
     *
     * @param name {@code norm}, {@code aggregation} (with m), {@code recipe}, a key of the method such as {@code k}, or keys joined
     *     by {@code +}
     * @throws ImprintException naming the legal names and the one given
     */
    static Highlight parse(String name) {
        if (name.equals("recipe")) {
            return new Recipes();
        }
        List<MethodKey> keys = new ArrayList<>();
        for (String part : name.split("\\+", -1)) {
            keys.addAll(keys(part));
        }
        return new Keys(name, keys.stream().distinct().toList());
    }

    private static List<MethodKey> keys(String part) {
        for (Keys known : List.of(NORM, AGGREGATION)) {
            if (known.name().equals(part)) {
                return known.keys();
            }
        }
        return List.of(Arrays.stream(MethodKey.values())
                .filter(key -> key.wireName().equals(part))
                .findFirst()
                .orElseThrow(() -> unknown(part)));
    }

    private static ImprintException unknown(String part) {
        List<String> legal = Stream.concat(
                        Stream.of("norm", "recipe"),
                        Arrays.stream(MethodKey.values()).map(MethodKey::wireName))
                .toList();
        return new ImprintException("highlight must be one of " + String.join(", ", legal)
                + ", or several joined by +, was '" + part + "'"
                + Spelling.hint(part, legal));
    }
}
