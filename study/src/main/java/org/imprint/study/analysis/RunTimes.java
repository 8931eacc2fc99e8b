package org.imprint.study.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.MethodOrder;

/**
 * What GEN takes, per generator and k.
 *
 * <p>Of a group the median over all its runs with the generator and k (seeds, NORM, AGG), those on every row alone, without
 * few shots or bands. Runs whose time is not known do not count.
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
     * @param generator which
     * @param groups names of the groups that have it, in order
     * @param medians seconds of each
     */
    public record Row(ProxyGenerator generator, List<String> groups, List<Double> medians) {

        /** Copies the lists. */
        public Row {
            groups = List.copyOf(groups);
            medians = List.copyOf(medians);
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

    static RunTimes of(Medians medians) {
        Map<ProxyGenerator, List<String>> names = new HashMap<>();
        Map<ProxyGenerator, List<Double>> times = new TreeMap<>(MethodOrder.GENERATOR);
        medians.groupPlaces()
                .forEach(g -> ofGroup(medians, g).forEach((generator, seconds) -> {
                    names.computeIfAbsent(generator, k -> new ArrayList<>())
                            .add(medians.groups().get(g).name());
                    times.computeIfAbsent(generator, k -> new ArrayList<>())
                            .add(Spread.median(seconds.build().toArray()));
                }));
        return new RunTimes(times.entrySet().stream()
                .map(e -> new Row(e.getKey(), names.get(e.getKey()), e.getValue()))
                .toList());
    }

    private static Map<ProxyGenerator, DoubleStream.Builder> ofGroup(Medians medians, int g) {
        Map<ProxyGenerator, DoubleStream.Builder> seconds = new HashMap<>();
        for (int m : medians.methodsIn(g)) {
            Method method = medians.methods().get(m);
            double[] known = medians.generationSeconds(g, m);
            boolean everyRow = method.presampling().band().isEmpty()
                    && method.presampling().fewShot().isEmpty();
            if (everyRow && known.length > 0) {
                DoubleStream.of(known)
                        .forEach(seconds.computeIfAbsent(method.generator(), k -> DoubleStream.builder())::add);
            }
        }
        return seconds;
    }
}
