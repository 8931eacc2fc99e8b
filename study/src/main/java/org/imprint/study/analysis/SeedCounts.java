package org.imprint.study.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.text.Digits;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.method.Titles;

/**
 * How many seeds the medians are over, and where there are fewer or more than usual.
 *
 * @param usual the most frequent number of seeds of cells that see every row, and of few-shot cells; the larger of two that are
 *     equally frequent; 0 without such cells
 * @param usualFewShot the same of few-shot cells
 * @param unusual cells with another number, 0 (every run failed) included; by group, then configuration
 */
public record SeedCounts(int usual, int usualFewShot, List<Unusual> unusual) {

    /** Copies the list. */
    public SeedCounts {
        unusual = List.copyOf(unusual);
    }

    /**
     * A cell with an unusual number of seeds.
     *
     * @param group name of the group
     * @param method the configuration
     * @param seeds how many have scores
     * @param failed how many failed
     * @param error what went wrong with the first that failed; empty text if none did
     */
    public record Unusual(String group, Method method, int seeds, int failed, String error) {}

    /** Counts the seeds of every cell. */
    public static SeedCounts of(Medians medians) {
        Map<Boolean, Map<Integer, Integer>> frequency =
                new HashMap<>(Map.of(true, new HashMap<>(), false, new HashMap<>()));
        forEachCell(
                medians,
                (g, m) -> frequency
                        .get(fewShot(medians.methods().get(m)))
                        .merge(medians.accuracies(g, m).length, 1, Integer::sum));
        int usual = mode(frequency.get(false));
        int usualFewShot = mode(frequency.get(true));
        List<Unusual> unusual = new ArrayList<>();
        forEachCell(medians, (g, m) -> {
            Method method = medians.methods().get(m);
            int seeds = medians.accuracies(g, m).length;
            List<String> errors = medians.errors(g, m);
            if (seeds != (fewShot(method) ? usualFewShot : usual) || !errors.isEmpty()) {
                unusual.add(new Unusual(
                        medians.groups().get(g).name(),
                        method,
                        seeds,
                        errors.size(),
                        errors.isEmpty() ? "" : errors.get(0)));
            }
        });
        return new SeedCounts(usual, usualFewShot, unusual);
    }

    private interface CellVisitor {
        void visit(int group, int method);
    }

    private static void forEachCell(Medians medians, CellVisitor visitor) {
        medians.groupPlaces().forEach(g -> {
            for (int m : medians.methodsIn(g)) {
                visitor.visit(g, m);
            }
        });
    }

    private static boolean fewShot(Method method) {
        return method.presampling().fewShot().isPresent();
    }

    private static int mode(Map<Integer, Integer> frequency) {
        Optional<Map.Entry<Integer, Integer>> most = frequency.entrySet().stream()
                .filter(e -> e.getKey() > 0)
                .max(Comparator.<Map.Entry<Integer, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey));
        return most.map(Map.Entry::getKey).orElse(0);
    }

    /** Returns one sentence. */
    public String sentence() {
        if (usual == 0 && usualFewShot == 0) {
            return "No cell has scores.";
        }
        List<String> parts = new ArrayList<>();
        if (usual > 0) {
            parts.add(Digits.count(usual, "seed"));
        }
        if (usualFewShot > 0) {
            parts.add(usualFewShot + " of few-shot runs");
        }
        String said = "Medians are over " + String.join(", ", parts);
        if (unusual.isEmpty()) {
            return said + " in every cell.";
        }
        Unusual first = Collections.min(unusual, Comparator.comparingInt(Unusual::seeds));
        return said + "; " + Digits.count(unusual.size(), "cell") + (unusual.size() == 1 ? " has" : " have")
                + " another number or failed runs, such as " + first.group() + ", "
                + Titles.configuration(first.method())
                + ": "
                + first.seeds() + (first.failed() > 0 ? ", " + first.failed() + " failed" : "") + ".";
    }
}
