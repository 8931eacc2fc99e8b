package org.imprint.study.analysis.median;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.method.Methods;

/** What the figures draw: accuracies of one group along one axis. */
public final class Curves {

    private final Medians medians;

    private Curves(Medians medians) {
        this.medians = medians;
    }

    /** Returns the curves of some medians. */
    public static Curves of(Medians medians) {
        return new Curves(medians);
    }

    /**
     * Returns the median accuracy in per cent by k of one generator, {@link ProxyGenerator#EVERY_ROW} for GEN {@code all}; empty if
     * there is none.
     *
     * @param group place of the group
     * @param like configuration whose generator is replaced
     * @param generator GEN
     */
    public SortedMap<Integer, Double> overK(int group, Method like, GeneratorKind generator) {
        SortedMap<Integer, Double> curve = new TreeMap<>();
        for (int m : medians.methodsIn(group)) {
            Method method = medians.methods().get(m);
            if (method.generator().kind().equals(generator)
                    && Methods.with(like, method.generator()).equals(method)) {
                medians.accuracy(group, m)
                        .ifPresent(a -> curve.put(method.generator().k(), a));
            }
        }
        return curve;
    }

    /** Returns the same of every generator that has any. */
    public SortedMap<GeneratorKind, SortedMap<Integer, Double>> overK(int group, Method like) {
        SortedMap<GeneratorKind, SortedMap<Integer, Double>> curves = new TreeMap<>();
        for (GeneratorKind generator : kinds()) {
            SortedMap<Integer, Double> curve = overK(group, like, generator);
            if (!curve.isEmpty()) {
                curves.put(generator, curve);
            }
        }
        return curves;
    }

    private List<GeneratorKind> kinds() {
        return medians.methods().stream()
                .map(m -> m.generator().kind())
                .distinct()
                .toList();
    }

    /** Returns the k of highest median accuracy, the smallest of several; empty if there is none. */
    public OptionalInt bestK(int group, Method like, GeneratorKind generator) {
        SortedMap<Integer, Double> curve = overK(group, like, generator);
        OptionalDouble best =
                curve.values().stream().mapToDouble(Double::doubleValue).max();
        return curve.entrySet().stream()
                .filter(e -> e.getValue() == best.orElseThrow())
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Accuracy with n rows of each class.
     *
     * @param n rows of each class
     * @param median over the seeds, in per cent
     * @param spread over the seeds, in per cent: its {@code stderr} gives the published band, median ± 1.96 stderr
     */
    public record Shots(int n, double median, Spread spread) {}

    /**
     * Returns the accuracies by n of few shots, rising.
     *
     * @param group place of the group
     * @param like configuration whose presampling is replaced by few shots
     */
    public List<Shots> fewShot(int group, Method like) {
        SortedMap<Integer, Shots> curve = new TreeMap<>();
        for (int m : medians.methodsIn(group)) {
            Method method = medians.methods().get(m);
            OptionalInt n = method.presampling().fewShot();
            OptionalDouble median = medians.accuracy(group, m);
            if (n.isPresent()
                    && median.isPresent()
                    && Methods.withFewShot(like, n.getAsInt()).equals(method)) {
                Spread spread = Spread.of(medians.accuracies(group, m));
                curve.put(n.getAsInt(), new Shots(n.getAsInt(), median.getAsDouble(), spread));
            }
        }
        return new ArrayList<>(curve.values());
    }

    /** Returns the accuracy of each group that a configuration has one in, in per cent, by place of the group. */
    public SortedMap<Integer, Double> overGroups(Method method) {
        SortedMap<Integer, Double> found = new TreeMap<>();
        medians.groupPlaces().forEach(g -> medians.accuracy(g, method).ifPresent(a -> found.put(g, a)));
        return found;
    }
}
