package org.imprint.lab.sweep.key;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.presample.Presampling;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireAggregation;
import org.imprint.lab.sweep.WirePresampling;

/** A part of the method. */
public enum MethodKey implements CombinationKey {
    /** NORMpre. */
    PRE(
            "pre",
            method -> method.pre().wireName(),
            KeyValues.named(() -> KnownMethods.get().rowNormalizations())),
    /** Presampling, few shots aside. */
    PRESAMPLING(
            "presampling",
            method -> WirePresampling.of(method.presampling()).method(),
            KeyValues.OneOf.of(WirePresampling.ALL, WirePresampling.WEIBULL)),
    /** n of few shots, {@code none} for all rows. */
    FEWSHOT(
            "fewshot",
            method -> fewShot(method.presampling()),
            new KeyValues.WholeNumber(1, Integer.MAX_VALUE, MethodKey.NONE)),
    /** GEN; its titles mean the same as its names. */
    GENERATOR("generator", method -> method.generator().wireName(), KeyValues.generators()),
    /** k, {@code all} for GEN {@code all}. */
    K("k", method -> k(method.generator()), new KeyValues.WholeNumber(1, ProxyGenerator.MAX_K, MethodKey.EVERY_ROW)),
    /** NORMpost. */
    POST(
            "post",
            method -> method.post().wireName(),
            KeyValues.named(() -> KnownMethods.get().normalizations())),
    /** NORMinf. */
    INF(
            "inf",
            method -> method.inf().wireName(),
            KeyValues.named(() -> KnownMethods.get().rowNormalizations())),
    /** AGG. */
    AGGREGATION(
            "aggregation",
            method -> method.aggregation().wireName(),
            KeyValues.named(() -> KnownMethods.get().aggregations())),
    /** Distance of AGG. */
    DISTANCE("distance", method -> method.aggregation().distance(), KeyValues.words(MethodKey::distances)),
    /** Weighting of the vote, {@code uniform} for max. */
    WEIGHTING("weighting", method -> method.aggregation().weighting().wireName(), KeyValues.namesOf(Weighting.class)),
    /** m, {@code none} for max. */
    M("m", method -> m(method.aggregation()), new KeyValues.WholeNumber(1, Integer.MAX_VALUE, MethodKey.NONE));

    private static final String NONE = "none";
    private static final String EVERY_ROW = "all";

    private final String wireName;
    private final Function<Method, String> value;
    private final KeyValues values;

    MethodKey(String wireName, Function<Method, String> value, KeyValues values) {
        this.wireName = wireName;
        this.value = value;
        this.values = values;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the value that a method has. */
    public String of(Method method) {
        return value.apply(method);
    }

    @Override
    public String canonical(String written) {
        return values.require(this, written);
    }

    /** An aggregation that scores has a measure of its own. */
    private static List<String> distances() {
        boolean own = KnownMethods.get().aggregations().stream()
                .anyMatch(kind -> !kind.equals(AggregationKind.MAX) && !kind.equals(AggregationKind.MNN));
        return own
                ? Stream.concat(WireAggregation.distances().stream(), Stream.of(ScoringAggregation.OWN_MEASURE))
                        .toList()
                : WireAggregation.distances();
    }

    private static String fewShot(Presampling choice) {
        return choice.fewShot().isPresent() ? Integer.toString(choice.fewShot().getAsInt()) : NONE;
    }

    private static String k(ProxyGenerator generator) {
        return generator.k() == ProxyGenerator.EVERY_ROW ? EVERY_ROW : Integer.toString(generator.k());
    }

    private static String m(Aggregation aggregation) {
        return aggregation.voters().isPresent()
                ? Integer.toString(aggregation.voters().getAsInt())
                : NONE;
    }
}
