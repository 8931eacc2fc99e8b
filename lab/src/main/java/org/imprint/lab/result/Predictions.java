package org.imprint.lab.result;

import java.util.Arrays;
import org.imprint.core.Checks;

/** The answered class index, in [0, 65535], of each test row, in the order of the task. Immutable; two bytes a row. */
public final class Predictions {

    private final char[] classes;

    private Predictions(char[] classes) {
        this.classes = classes;
    }

    /** Copies class indices, each in [0, 65535]. */
    public static Predictions of(int[] classIndices) {
        char[] classes = new char[classIndices.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (char) Checks.inRange("prediction " + i, classIndices[i], 0, Character.MAX_VALUE);
        }
        return new Predictions(classes);
    }

    /** Throws unless all class indices are below C. */
    void checkBelow(int bound) {
        for (int i = 0; i < classes.length; i++) {
            Checks.inRange("prediction " + i, classes[i], 0, bound - 1);
        }
    }

    /** Returns n, the number of rows. */
    public int size() {
        return classes.length;
    }

    /** Returns the class index answered for row i. */
    public int get(int i) {
        return classes[i];
    }

    /** Returns a copy of the class indices. */
    public int[] toArray() {
        int[] copy = new int[classes.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = classes[i];
        }
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Predictions p && Arrays.equals(classes, p.classes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(classes);
    }
}
