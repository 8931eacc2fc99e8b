package org.imprint.study.analysis.median;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodOrder;

/**
 * What GEN takes, per generator and k.
 *
 * <p>Of each configuration the median over the seeds, of a group the median over its configurations with the generator and k (NORM,
 * AGG), those on every row alone, without few shots or bands. Runs whose time is not known do not count. Generators that make the
 * proxies of every k at once have one row ({@link SharedTimes}).
 *
 * @param rows by generator, then k
 */
public record RunTimes(List<Row> rows) {

    /** Copies the list. */
    public RunTimes {
        rows = List.copyOf(rows);
    }

    /**
     * One generator with its k.
     *
     * @param generator which; of times of every k at once the largest k
     * @param together whether one computation gave the proxies of every k
     * @param groups names of the groups that have it, in order
     * @param medians seconds of each
     */
    public record Row(ProxyGenerator generator, boolean together, List<String> groups, List<Double> medians) {

        /** Copies the lists. */
        public Row {
            groups = List.copyOf(groups);
            medians = List.copyOf(medians);
        }

        /** Returns the name of the row: {@code k-means, k = 20} or {@code k-random, every k ≤ 100}. */
        public String title() {
            GeneratorKind method = generator.kind();
            return !method.usesK()
                    ? method.title()
                    : method.title() + (together ? ", every k ≤ " : ", k = ") + generator.k();
        }

        /** Returns mean and spread over the groups, in seconds. */
        public Spread spread() {
            return Spread.of(values());
        }

        /** Returns a quantile over the groups, in seconds, by linear interpolation. */
        public double quantile(double q) {
            return Spread.quantile(values(), q);
        }

        private double[] values() {
            return medians.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** Returns the generators whose times are those of one computation for every k; they have one row. */
    public Set<GeneratorKind> together() {
        return rows.stream()
                .filter(Row::together)
                .map(row -> row.generator().kind())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the times that the runs behind some medians took. */
    public static RunTimes of(Medians medians) {
        SharedTimes shared = new SharedTimes();
        Map<GeneratorKind, Integer> mostK = new TreeMap<>();
        List<Map<Method, Double>> byGroup =
                medians.groupPlaces().mapToObj(g -> ofGroup(medians, g)).toList();
        for (int g = 0; g < byGroup.size(); g++) {
            int group = g;
            byGroup.get(g).forEach((method, seconds) -> {
                shared.add(group, method, seconds);
                mostK.merge(method.generator().kind(), method.generator().k(), Math::max);
            });
        }
        Set<GeneratorKind> together = shared.generators();
        Map<ProxyGenerator, List<String>> names = new HashMap<>();
        Map<ProxyGenerator, List<Double>> times = new TreeMap<>(MethodOrder.GENERATOR);
        for (int g = 0; g < byGroup.size(); g++) {
            Map<ProxyGenerator, DoubleStream.Builder> ofRow = new HashMap<>();
            byGroup.get(g).forEach((method, seconds) -> {
                GeneratorKind generator = method.generator().kind();
                ProxyGenerator row =
                        together.contains(generator) ? generator.of(mostK.get(generator)) : method.generator();
                ofRow.computeIfAbsent(row, r -> DoubleStream.builder()).add(seconds);
            });
            String name = medians.groups().get(g).name();
            ofRow.forEach((row, seconds) -> {
                names.computeIfAbsent(row, r -> new ArrayList<>()).add(name);
                times.computeIfAbsent(row, r -> new ArrayList<>())
                        .add(Spread.median(seconds.build().toArray()));
            });
        }
        return new RunTimes(times.entrySet().stream()
                .map(e ->
                        new Row(e.getKey(), together.contains(e.getKey().kind()), names.get(e.getKey()), e.getValue()))
                .toList());
    }

    private static Map<Method, Double> ofGroup(Medians medians, int g) {
        Map<Method, Double> seconds = new LinkedHashMap<>();
        for (int m : medians.methodsIn(g)) {
            Method method = medians.methods().get(m);
            double[] known = medians.generationSeconds(g, m);
            if (method.presampling().isAll() && known.length > 0) {
                seconds.put(method, Spread.median(known));
            }
        }
        return seconds;
    }
}
