package org.imprint.lab.reproduce;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Sweep;

/**
 * What is to be run and measured for a section.
 *
 * @param section which
 * @param sweeps its sweeps, as far as embeddings are there
 * @param measurements its measurements, as far as embeddings are there
 * @param leftOut what was left out for want of embeddings, a sentence each
 */
record SectionWork(Section section, List<Sweep> sweeps, List<CollapseChoice> measurements, List<String> leftOut) {

    SectionWork {
        sweeps = List.copyOf(sweeps);
        measurements = List.copyOf(measurements);
        leftOut = List.copyOf(leftOut);
    }

    SectionWork with(Semantics semantics) {
        return new SectionWork(
                section, sweeps.stream().map(s -> s.with(semantics)).toList(), measurements, leftOut);
    }

    /** Returns whether a combination belongs to the section. */
    boolean contains(Combination c) {
        return sweeps.stream()
                .flatMap(s -> s.grids().stream())
                .anyMatch(g -> g.data().contains(c.data())
                        && g.methods().contains(c.method())
                        && g.seeds().contains(c.seed()));
    }

    boolean isEmpty() {
        return sweeps.isEmpty() && measurements.isEmpty();
    }
}
