package org.imprint.lab.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.ProxyGenerator;

/** A part of the method. */
public enum MethodKey implements CombinationKey {
    /** NORMpre. */
    PRE("pre", method -> method.pre().wireName(), KeyValues.OneOf.of("none", "l2")),
    /** Presampling, few shots aside. */
    PRESAMPLING(
            "presampling",
            method -> method.presampling().wireName(),
            KeyValues.OneOf.of(PresamplingChoice.ALL, PresamplingChoice.WEIBULL)),
    /** n of few shots, {@code none} for all rows. */
    FEWSHOT(
            "fewshot",
            method -> fewShot(method.presampling()),
            new KeyValues.WholeNumber(1, Integer.MAX_VALUE, MethodKey.NONE)),
    /** GEN; its titles mean the same as its names. */
    GENERATOR("generator", method -> method.generator().method().wireName(), generators()),
    /** k, {@code all} for GEN {@code all}. */
    K("k", method -> k(method.generator()), new KeyValues.WholeNumber(1, ProxyGenerator.MAX_K, MethodKey.EVERY_ROW)),
    /** NORMpost. */
    POST("post", method -> method.post().wireName(), KeyValues.OneOf.of("none", "l2", "quantile")),
    /** NORMinf. */
    INF("inf", method -> method.inf().wireName(), KeyValues.OneOf.of("none", "l2")),
    /** AGG. */
    AGGREGATION(
            "aggregation",
            method -> method.aggregation().method().wireName(),
            KeyValues.namesOf(AggregationMethod.class)),
    /** Distance of AGG. */
    DISTANCE("distance", method -> method.aggregation().distance().wireName(), KeyValues.namesOf(Distance.class)),
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

    private static KeyValues generators() {
        List<GeneratorMethod> methods = Arrays.stream(GeneratorMethod.values())
                .filter(GeneratorMethod::exists)
                .toList();
        return new KeyValues.OneOf(
                methods.stream().map(GeneratorMethod::wireName).toList(),
                methods.stream().collect(Collectors.toMap(GeneratorMethod::title, GeneratorMethod::wireName)));
    }

    private static String fewShot(PresamplingChoice choice) {
        return choice.fewShot().isPresent() ? Integer.toString(choice.fewShot().getAsInt()) : NONE;
    }

    private static String k(GeneratorChoice choice) {
        return choice.k() == GeneratorChoice.EVERY_ROW ? EVERY_ROW : Integer.toString(choice.k());
    }

    private static String m(AggregationChoice choice) {
        return choice.method() == AggregationMethod.MAX ? NONE : Integer.toString(choice.m());
    }
}
