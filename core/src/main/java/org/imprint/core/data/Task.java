package org.imprint.core.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;

/**
 * The training embeddings of C classes in task order; class index c in [0, C) is a place in this order.
 *
 * <p>All classes have one width d and labels are distinct. Immutable.
 */
public final class Task {

    private final List<ClassRows> classes;

    private Task(List<ClassRows> classes) {
        this.classes = List.copyOf(classes);
    }

    /** Returns the task of the given classes, at least one, of equal width, with distinct labels. */
    public static Task of(List<ClassRows> classes) {
        Checks.require(!classes.isEmpty(), "task needs at least one class", 0);
        int d = classes.get(0).rows().cols();
        Set<Integer> labels = new HashSet<>();
        for (ClassRows c : classes) {
            Checks.require(
                    c.rows().cols() == d,
                    "class " + c.label() + " must have width " + d,
                    c.rows().cols());
            Checks.require(labels.add(c.label()), "labels of a task must be distinct, twice there", c.label());
        }
        return new Task(classes);
    }

    /**
     * Groups labelled rows into a task, keeping the order of rows within a class.
     *
     * @param x embeddings [n, d]
     * @param labels label of each row, n of them
     * @param order the labels of the task, in task order; rows of other labels are left out
     * @throws ImprintException if counts differ or a label of {@code order} has no row
     */
    public static Task of(FloatMatrix x, int[] labels, int[] order) {
        Checks.require(x.rows() == labels.length, "labels must be as many as rows, " + x.rows(), labels.length);
        List<ClassRows> classes = new ArrayList<>();
        for (int label : order) {
            int[] rows = rowsOf(labels, label);
            Checks.require(rows.length > 0, "class " + label + " must have at least one row", 0);
            classes.add(new ClassRows(label, x.select(rows)));
        }
        return of(classes);
    }

    private static int[] rowsOf(int[] labels, int label) {
        int count = 0;
        for (int l : labels) {
            count += l == label ? 1 : 0;
        }
        int[] rows = new int[count];
        int at = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                rows[at++] = i;
            }
        }
        return rows;
    }

    /** Returns C, the number of classes. */
    public int size() {
        return classes.size();
    }

    /** Returns d, the width of the embeddings. */
    public int dim() {
        return classes.get(0).rows().cols();
    }

    /** Returns class c of the task order. */
    public ClassRows get(int c) {
        return classes.get(c);
    }

    /** Returns the classes in task order. */
    public List<ClassRows> classes() {
        return classes;
    }

    /** Returns the task with the rows of each class replaced. */
    public Task map(UnaryOperator<ClassRows> change) {
        return of(classes.stream().map(change).toList());
    }
}
