package org.imprint.study.analysis.method;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.norm.Normalization;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.key.MethodKey;

/**
 * What methods and their parts are called wherever people read: tables, figures, pages. Different methods have different titles.
 *
 * <p>Where programs read they have their wire names; see {@link MethodKey#of} and {@link Method#text}.
 */
public final class Titles {

    private static final String ALL_ROWS = "all rows";

    private Titles() {}

    /** Returns GEN with its k, if it has one to choose: {@code k-means, k = 20}. */
    public static String generator(Method method) {
        GeneratorKind generator = method.generator().kind();
        return generator.title()
                + (generator.usesK() ? ", k = " + method.generator().k() : "");
    }

    /** Returns a NORM: {@code L2}, {@code quantile} or {@code none}. */
    public static String norm(Normalization norm) {
        return norm.title();
    }

    /** Returns NORMpre, NORMpost and NORMinf, in this order: {@code L2 · L2 · L2}. */
    public static String norms(Method method) {
        return norm(method.pre()) + " · " + norm(method.post()) + " · " + norm(method.inf());
    }

    /** Returns which rows GEN sees: {@code all rows}, {@code Weibull 0.2 to 0.8}, {@code n = 5}. */
    public static String rows(Presampling choice) {
        List<String> parts = new ArrayList<>();
        WirePresampling wire = WirePresampling.of(choice);
        if (wire.hasBand()) {
            parts.add("Weibull " + wire.low() + " to " + wire.high());
        }
        choice.fewShot().ifPresent(n -> parts.add("n = " + n));
        return parts.isEmpty() ? ALL_ROWS : String.join(", ", parts);
    }

    /** Returns AGG with its distance: {@code max, inner product} or {@code 3-NN, cosine, weighted}. */
    public static String aggregation(Aggregation aggregation) {
        boolean weighted = aggregation.weighting() == Weighting.INVERSE_DISTANCE;
        String distance = aggregation instanceof ScoringAggregation ? "" : ", " + distance(aggregation);
        return voters(aggregation) + distance + (weighted ? ", weighted" : "");
    }

    /** Returns AGG alone: {@code max} or {@code 3-NN}. */
    public static String voters(Aggregation aggregation) {
        OptionalInt m = aggregation.voters();
        String title = aggregation.kind().title();
        if (m.isEmpty()) {
            return title;
        }
        return aggregation.kind().equals(AggregationKind.MNN) ? m.getAsInt() + "-NN" : title + ", m = " + m.getAsInt();
    }

    private static String distance(Aggregation aggregation) {
        return aggregation.distance().replace('_', ' ');
    }

    /** Returns a whole configuration: {@code k-means, k = 20; L2 · L2 · L2; max, inner product}; rows only if not all. */
    public static String configuration(Method method) {
        List<String> parts = new ArrayList<>(List.of(generator(method), norms(method)));
        String rows = rows(method.presampling());
        if (!rows.equals(ALL_ROWS)) {
            parts.add(rows);
        }
        parts.add(aggregation(method.aggregation()));
        return String.join("; ", parts);
    }

    /** Returns one part of a method, as it stands in the column of that part. */
    public static String of(MethodKey key, Method method) {
        return switch (key) {
            case GENERATOR -> method.generator().kind().title();
            case PRE -> norm(method.pre());
            case POST -> norm(method.post());
            case INF -> norm(method.inf());
            case AGGREGATION -> method.aggregation().kind().title();
            case DISTANCE -> distance(method.aggregation());
            case WEIGHTING -> key.of(method).replace('_', ' ');
            case K, M, PRESAMPLING, FEWSHOT -> key.of(method);
        };
    }
}
