package org.imprint.study.analysis.median;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.method.Methods;

/**
 * Generators whose times are those of one computation for every k.
 *
 * <p>Random rows, farthest points and rows of largest covariance for a smaller k are the first of those for a larger one. A run
 * makes them once for the largest k and stores that time with each k: it says nothing of a k alone. Results of other software may
 * have times of their own for each k; then these are shown.
 */
final class SharedTimes {

    private final Map<GeneratorKind, Map<List<Object>, List<Double>>> times = new HashMap<>();

    /**
     * Takes the time of a configuration on a group.
     *
     * @param group which, by any name
     * @param seconds its median over the seeds
     */
    void add(Object group, Method method, double seconds) {
        GeneratorKind generator = method.generator().kind();
        if (generator.has(GeneratorFact.HAS_PREFIXES)) {
            Method anyK = Methods.with(method, generator.of(1));
            times.computeIfAbsent(generator, g -> new HashMap<>())
                    .computeIfAbsent(List.of(group, anyK), f -> new ArrayList<>())
                    .add(seconds);
        }
    }

    /** Returns the generators that have several k somewhere, and never different times of them. */
    Set<GeneratorKind> generators() {
        Set<GeneratorKind> shared = new TreeSet<>();
        times.forEach((generator, frames) -> {
            boolean several = frames.values().stream().anyMatch(s -> s.size() > 1);
            boolean alike =
                    frames.values().stream().allMatch(s -> s.stream().distinct().count() == 1);
            if (several && alike) {
                shared.add(generator);
            }
        });
        return shared;
    }
}
