package org.imprint.lab.sweep.label;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Checks;
import org.imprint.core.random.PythonRandom;

/**
 * The published random tasks on ImageNet: ten new labels, each of 1 to 10 classes put together, ten draws of each.
 *
 * <p>Mapping {@code map{i}-{r}} puts i classes under each label. A hundred classes are drawn once with Python's {@code random} seeded
 * 420 and shuffled again before each draw r, in place; label j takes the first i of places 10j, 10j + 1, … of that order.
 */
public final class RandomClassRemappings {

    /** Largest i of a {@code map{i}-{r}}, and the number of draws r. */
    public static final int COUNT = 10;

    private static final int LABELS = 10;
    private static final int CLASSES = 1000;
    private static final long FIFTY_SEED = 42;
    private static final long HUNDRED_SEED = 420;

    private RandomClassRemappings() {}

    /** Returns all mappings as a published file has them: map1-0, map1-1, … map10-9. */
    public static List<LabelMapping> all() {
        List<int[]> draws = draws();
        List<LabelMapping> all = new ArrayList<>();
        for (int i = 1; i <= COUNT; i++) {
            for (int r = 0; r < COUNT; r++) {
                all.add(mapping(i, r, draws.get(r)));
            }
        }
        return all;
    }

    /**
     * Returns one mapping.
     *
     * @param classesPerLabel i, in [1, 10]
     * @param draw r, in [0, 10)
     */
    public static LabelMapping of(int classesPerLabel, int draw) {
        Checks.inRange("classes per label", classesPerLabel, 1, COUNT);
        Checks.inRange("draw", draw, 0, COUNT - 1);
        return mapping(classesPerLabel, draw, draws().get(draw));
    }

    /** Returns the fifty ImageNet classes of the published random tasks, in the order drawn. */
    public static int[] fiftyClasses() {
        return new PythonRandom(FIFTY_SEED).sample(CLASSES, 50);
    }

    /** Returns the hundred classes as they are drawn, before any shuffle. */
    public static int[] hundredClasses() {
        return new PythonRandom(HUNDRED_SEED).sample(CLASSES, 100);
    }

    /** Returns the order of the hundred classes at each draw. */
    static List<int[]> draws() {
        PythonRandom random = new PythonRandom(HUNDRED_SEED);
        int[] classes = random.sample(CLASSES, 100);
        List<int[]> draws = new ArrayList<>();
        for (int r = 0; r < COUNT; r++) {
            random.shuffle(classes);
            draws.add(classes.clone());
        }
        return draws;
    }

    private static LabelMapping mapping(int classesPerLabel, int draw, int[] order) {
        Map<Integer, Integer> newLabels = new LinkedHashMap<>();
        for (int label = 0; label < LABELS; label++) {
            for (int k = 0; k < classesPerLabel; k++) {
                newLabels.put(order[LABELS * label + k], label);
            }
        }
        return new LabelMapping("map" + classesPerLabel + "-" + draw, newLabels);
    }
}
