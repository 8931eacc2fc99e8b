package org.imprint.lab.sweep.file;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/**
 * The axes of one grid of ours. An axis is a list of entries, an entry one or more values: {@code {method: kmeans, k: [1, 5]}} is one
 * entry of two.
 */
final class OwnAxes {

    private final Map<Axis<?>, List<List<?>>> entries;

    OwnAxes() {
        this(new LinkedHashMap<>());
    }

    private OwnAxes(Map<Axis<?>, List<List<?>>> entries) {
        this.entries = entries;
    }

    <T> void put(Axis<T> axis, List<List<T>> values) {
        entries.put(axis, List.copyOf(values));
    }

    /** Returns the number of entries of an axis. */
    int entries(Axis<?> axis) {
        return entries.get(axis).size();
    }

    /** Returns the values of all entries of an axis. */
    <T> List<T> values(Axis<T> axis) {
        return entries.get(axis).stream()
                .flatMap(List::stream)
                .<T>map(axis.type()::cast)
                .toList();
    }

    /** Returns the axes in which those that go in step have their entry {@code i} alone. */
    OwnAxes only(List<Axis<?>> inStep, int i) {
        Map<Axis<?>, List<List<?>>> narrowed = new LinkedHashMap<>(entries);
        for (Axis<?> axis : inStep) {
            narrowed.put(axis, List.of(entries.get(axis).get(i)));
        }
        return new OwnAxes(narrowed);
    }

    /** Returns the number of methods, without making them. */
    BigInteger methodCount() {
        return product(Axis.PRE, Axis.POST, Axis.INF, Axis.PRESAMPLING, Axis.GENERATORS, Axis.AGGREGATIONS);
    }

    /** Returns the number of data choices, without making them. */
    BigInteger dataCount() {
        return product(Axis.BACKBONES, Axis.DATASETS, Axis.LABEL_REMAPPINGS, Axis.TASKS);
    }

    /** Returns the number of combinations, without making them. */
    BigInteger size() {
        return dataCount().multiply(methodCount()).multiply(product(Axis.SEEDS));
    }

    private BigInteger product(Axis<?>... of) {
        return Sizes.product(
                Arrays.stream(of).mapToInt(axis -> values(axis).size()).toArray());
    }

    List<DataChoice> data() {
        List<DataChoice> data = new ArrayList<>();
        for (String backbone : values(Axis.BACKBONES)) {
            for (DataSets dataSets : values(Axis.DATASETS)) {
                for (LabelMapping mapping : values(Axis.LABEL_REMAPPINGS)) {
                    for (TaskSplits task : values(Axis.TASKS)) {
                        data.add(new DataChoice(backbone, dataSets.names(), mapping, task));
                    }
                }
            }
        }
        return data;
    }

    List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (Aggregation aggregation : values(Axis.AGGREGATIONS)) {
            for (ProxyGenerator generator : values(Axis.GENERATORS)) {
                for (Presampling presampling : values(Axis.PRESAMPLING)) {
                    values(Axis.PRE)
                            .forEach(pre -> values(Axis.INF)
                                    .forEach(inf -> values(Axis.POST)
                                            .forEach(post -> methods.add(
                                                    new Method(pre, post, inf, presampling, generator, aggregation)))));
                }
            }
        }
        return methods;
    }
}
