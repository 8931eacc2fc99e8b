package org.imprint.study.reproduce.section;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.imprint.core.Semantics;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.Sweep;

/**
 * What is to be run and measured for a section.
 *
 * @param section which
 * @param sweeps its sweeps, as far as embeddings are there
 * @param measurements its measurements, as far as embeddings are there
 * @param leftOut what was left out for want of embeddings: backbone and data sets, such as {@code resnet18 on CIFAR10}
 */
public record SectionWork(
        Section section, List<Sweep> sweeps, List<CollapseChoice> measurements, List<String> leftOut) {

    /** Copies the lists. */
    public SectionWork {
        sweeps = List.copyOf(sweeps);
        measurements = List.copyOf(measurements);
        leftOut = List.copyOf(leftOut);
    }

    /** Returns the same work in other semantics. */
    public SectionWork with(Semantics semantics) {
        return new SectionWork(
                section, sweeps.stream().map(s -> s.with(semantics)).toList(), measurements, leftOut);
    }

    /** Returns the data of the section's sweeps, each once. */
    public List<DataChoice> data() {
        return sweeps.stream()
                .flatMap(s -> s.grids().stream())
                .flatMap(g -> g.data().stream())
                .distinct()
                .toList();
    }

    /** Returns a test whether a combination belongs to the section. */
    public Predicate<Combination> members() {
        List<Members> grids = sweeps.stream()
                .flatMap(s -> s.grids().stream())
                .map(g -> new Members(new HashSet<>(g.data()), new HashSet<>(g.methods()), new HashSet<>(g.seeds())))
                .toList();
        return c -> grids.stream().anyMatch(g -> g.contain(c));
    }

    private record Members(Set<DataChoice> data, Set<Method> methods, Set<Long> seeds) {
        boolean contain(Combination c) {
            return seeds.contains(c.seed()) && methods.contains(c.method()) && data.contains(c.data());
        }
    }

    /** Returns whether there is nothing to do. */
    public boolean isEmpty() {
        return sweeps.isEmpty() && measurements.isEmpty();
    }
}
