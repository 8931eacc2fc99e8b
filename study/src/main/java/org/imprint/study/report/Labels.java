package org.imprint.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imprint.core.agg.Weighting;
import org.imprint.core.norm.Normalization;
import org.imprint.lab.sweep.AggregationChoice;
import org.imprint.lab.sweep.AggregationMethod;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.GeneratorMethod;
import org.imprint.lab.sweep.LabelMapping;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.PresamplingChoice;

/** How axes are called on a page. */
final class Labels {

    private Labels() {}

    static String generator(GeneratorMethod method) {
        return switch (method) {
            case KMEANS -> "k-means";
            case KMEDOIDS -> "k-medoids";
            case MEAN -> "mean";
            case LS -> "least squares";
            case KLS -> "k-least-squares";
            case COV_MAX -> "k-cov-max";
            case RANDOM -> "k-random";
            case FPS -> "k-fps";
            case ALL -> "all";
            case NONE -> "no data";
            case LMEANS -> method.wireName();
        };
    }

    /** Returns GEN with its k, if it has one to choose. */
    static String generator(Method method) {
        GeneratorMethod gen = method.generator().method();
        return generator(gen) + (gen.usesK() ? ", k = " + method.generator().k() : "");
    }

    static String norm(Normalization norm) {
        return norm.wireName().equals("l2") ? "L2" : norm.wireName();
    }

    static String norms(Method method) {
        return norm(method.pre()) + " · " + norm(method.post()) + " · " + norm(method.inf());
    }

    static String presampling(PresamplingChoice choice) {
        List<String> parts = new ArrayList<>();
        choice.band().ifPresent(b -> parts.add("Weibull " + b.low() + " to " + b.high()));
        choice.fewShot().ifPresent(n -> parts.add("n = " + n));
        return parts.isEmpty() ? "all rows" : String.join(", ", parts);
    }

    static String aggregation(AggregationChoice choice) {
        String distance = choice.distance().wireName().replace('_', ' ');
        if (choice.method() == AggregationMethod.MAX) {
            return "max, " + distance;
        }
        return choice.m() + "-NN, " + distance + (choice.weighting() == Weighting.INVERSE_DISTANCE ? ", weighted" : "");
    }

    /** Returns a name that no other configuration has. */
    static String configuration(Method method) {
        return String.join(
                "; ",
                generator(method),
                norms(method),
                presampling(method.presampling()),
                aggregation(method.aggregation()));
    }

    static String dataSets(DataChoice data) {
        return String.join(" + ", data.dataSets());
    }

    /** Returns how many old classes share a new label on average, d of "d in 1"; 1 without remapping. */
    static double classesPerLabel(LabelMapping mapping) {
        List<Integer> kept = mapping.newLabels().values().stream()
                .filter(label -> label != LabelMapping.LEFT_OUT)
                .toList();
        return kept.isEmpty()
                ? 1
                : kept.size() / (double) kept.stream().distinct().count();
    }

    static String splits(DataChoice data) {
        return data.task().splits().stream()
                .map(split -> split.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }

    static int classes(DataChoice data) {
        return data.task().splits().stream().mapToInt(List::size).sum();
    }
}
