package org.imprint.vision.dataset.reader;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.imprint.core.Checks;

/** Which labels of a data set are wanted: all of them, or some. */
public final class Classes {

    private static final Classes ALL = new Classes(true, Set.of());

    private final boolean all;
    private final Set<Integer> labels;

    private Classes(boolean all, Set<Integer> labels) {
        this.all = all;
        this.labels = labels;
    }

    /** Returns every label. */
    public static Classes all() {
        return ALL;
    }

    /**
     * Returns these labels; labels keep their numbers.
     *
     * @param labels at least one, each ≥ 0
     */
    public static Classes of(Collection<Integer> labels) {
        Checks.require(!labels.isEmpty(), "classes must name at least one label", labels);
        Checks.require(labels.stream().allMatch(l -> l >= 0), "labels must be ≥ 0", labels);
        return new Classes(false, new TreeSet<>(labels));
    }

    /** Returns whether a label is wanted. */
    public boolean contains(int label) {
        return all || labels.contains(label);
    }

    /** Returns whether every label is wanted. */
    public boolean isAll() {
        return all;
    }

    /** Throws unless every wanted label is below the number of classes. */
    public void requireBelow(int classes, String dataSet) {
        for (int label : labels) {
            Checks.inRange("label of " + dataSet, label, 0, classes - 1);
        }
    }
}
